"""A terminal explorer of every language model: open weights and proprietary in one table."""

__version__ = "0.1.0"
