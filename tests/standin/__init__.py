"""A stand-in for the Hugging Face Hub on a loopback port.

Millions of models that are a pure function of a seed, churn from epoch to epoch, the Hub's own
paging, quota and refusals, other servers' manners, and faults at a page, at a record or at random.
"""

from tests.standin.churn import Rates
from tests.standin.faults import Kind
from tests.standin.hub import Hub, Request
from tests.standin.manners import Manners
from tests.standin.quota import UNLIMITED, Quota
from tests.standin.records import census, truth
from tests.standin.server import Server

__all__ = [
    "UNLIMITED",
    "Hub",
    "Kind",
    "Manners",
    "Quota",
    "Rates",
    "Request",
    "Server",
    "census",
    "truth",
]
