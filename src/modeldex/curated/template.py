"""A file of own entries to begin with."""

TEMPLATE = """\
# Entries of your own. Save this as a .toml file in the folder `entries` of your settings
# (`modeldex catalog check` names it), or anywhere, and check it:
#
#   modeldex catalog check FILE
#
# Your entries win over everything else, and are shown as yours. With the id of a model that
# the catalogue has, what you leave out stays as the catalogue has it; of any other model it
# is unknown. Prices are USD per million tokens.

vendor = "my-company"            # the part of every id before the slash

# Where the facts are from, unless a model says otherwise. Left out, it is this file.
# source = "our price list"
# as_of = 2026-11-01
# url = "https://example.org/prices"

[[models]]
id = "my-model"                  # the entry is my-company/my-model
name = "My model"
# weights = "open"               # open, closed or unknown
# license = "apache-2.0"
# parameters = 7_000_000_000
# active_parameters = 1_500_000_000
# context = 131_072              # tokens
# output = 8_192                 # most tokens in one answer
# inputs = ["text", "image"]     # text, image, audio, video, pdf
# outputs = ["text"]
# task = "text-generation"
# tools = true
# reasoning = false
# structured_output = true
# languages = ["en", "de"]
# domains = ["finance"]
# tags = ["in-house"]
# released = 2026-10-01
# cutoff = "2026-03"
# status = "active"              # active, beta, deprecated or retired
# retires = 2027-10-01
# aliases = ["my-model-latest"]
# notes = ["Runs in our own data centre."]

# [models.price]
# input = 0.5
# output = 1.5
# cached_input = 0.05
# free = false                   # true confirms a price of 0

# [[models.offers]]              # a price that holds in one region, or on a condition
# region = "eu"
# condition = "batch"
# input = 0.6
# output = 1.8
# tools = true
# structured_output = false
"""
