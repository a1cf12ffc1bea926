"""What a workload costs: by API, on rented and on owned machines, and in a mix; pure arithmetic.

Unknown parts make a range with stated limits, or leave the sum unknown; they are never zero.
"""

from modeldex.cost.api import (
    BATCH,
    BATCH_FLOOR,
    CACHED_FLOOR,
    api_bill,
    bills,
    cheapest,
    prices_for,
)
from modeldex.cost.breakeven import BreakEven, Point, break_even, curve
from modeldex.cost.data import bill_json, comparison_json, mix_json, overview_json, workload_json
from modeldex.cost.edits import (
    HOSTING_KEYS,
    KEYS,
    edited,
    edited_hosting,
    parse_workload,
    share_text,
    workload_text,
)
from modeldex.cost.fleet import fleet
from modeldex.cost.forms import break_even_text, money_text, volume_text, workload_facts
from modeldex.cost.hosting import SelfHosting, at_volume, owned_bill, rented_bill
from modeldex.cost.mix import Mix, Share, Weakest, blended, mix_text, parse_mix, weakest
from modeldex.cost.money import Bill, Money, Part, Step, order
from modeldex.cost.overview import (
    Comparison,
    Hosted,
    Overview,
    comparisons,
    mixed,
    overview,
    soonest,
    ways,
    weights_available,
)
from modeldex.cost.workload import DAYS_PER_MONTH, LATENCIES, PRESETS, REASONS, Workload

__all__ = [
    "BATCH",
    "BATCH_FLOOR",
    "CACHED_FLOOR",
    "DAYS_PER_MONTH",
    "HOSTING_KEYS",
    "KEYS",
    "LATENCIES",
    "PRESETS",
    "REASONS",
    "Bill",
    "BreakEven",
    "Comparison",
    "Hosted",
    "Mix",
    "Money",
    "Overview",
    "Part",
    "Point",
    "SelfHosting",
    "Share",
    "Step",
    "Weakest",
    "Workload",
    "api_bill",
    "at_volume",
    "bill_json",
    "bills",
    "blended",
    "break_even",
    "break_even_text",
    "cheapest",
    "comparison_json",
    "comparisons",
    "curve",
    "edited",
    "edited_hosting",
    "fleet",
    "mix_json",
    "mix_text",
    "mixed",
    "money_text",
    "order",
    "overview",
    "overview_json",
    "owned_bill",
    "parse_mix",
    "parse_workload",
    "prices_for",
    "rented_bill",
    "share_text",
    "soonest",
    "volume_text",
    "ways",
    "weakest",
    "weights_available",
    "workload_facts",
    "workload_json",
    "workload_text",
]
