"""Bills as JSON: units in the names, and null for what is unknown."""

from dataclasses import asdict

from modeldex.cost.mix import Mix, Weakest
from modeldex.cost.money import Bill, Money
from modeldex.cost.overview import Comparison, Hosted, Overview
from modeldex.cost.workload import Workload

Json = dict[str, object]


def workload_json(workload: Workload) -> Json:
    """Return every assumption of the workload."""
    return asdict(workload)


def bill_json(bill: Bill) -> Json:
    """Return the sum, its parts, and what it rests on."""
    return {
        **_money(bill.per_month),
        "parts": [{"label": part.label, **_money(part.money)} for part in bill.parts],
        "assumptions": list(bill.assumptions),
        "unknown": list(bill.unknown),
        "refusal": bill.refusal,
    }


def overview_json(overview: Overview) -> Json:
    """Return the bills of one entry."""
    return {
        "id": overview.entry.id,
        "offers": [
            {
                "provider": offer.provider,
                "provider_model_id": offer.provider_model_id,
                "region": offer.region,
                "condition": offer.condition,
                "doubtful": offer.doubtful,
                **bill_json(bill),
            }
            for offer, bill in overview.offers
        ],
        "rented": _hosted(overview.rented),
        "owned": _hosted(overview.owned),
    }


def comparison_json(one: Comparison) -> Json:
    """Return where one pair breaks even."""
    return {
        "hosted": one.hosted_id,
        "way": one.way,
        "device": one.hosted.hosting.device.key,
        "batch": one.hosted.hosting.batch,
        "quantization": one.hosted.hosting.quantization,
        "api": one.api_id,
        "provider": one.offer.provider,
        **asdict(one.break_even),
    }


def mix_json(mix: Mix, bill: Bill, weakest: Weakest) -> Json:
    """Return the shares, the bill, and the weakest facts of a mix."""
    facts = asdict(weakest)
    facts["retires"] = None if weakest.retires is None else weakest.retires.isoformat()
    facts["unknown"] = list(weakest.unknown)
    return {
        "shares": {part.id: part.share for part in mix.parts},
        **bill_json(bill),
        "weakest": facts,
    }


def _hosted(hosted: Hosted | None) -> Json | None:
    if hosted is None:
        return None
    return {
        "device": hosted.hosting.device.key,
        "batch": hosted.hosting.batch,
        "quantization": hosted.hosting.quantization,
        **bill_json(hosted.bill),
    }


def _money(money: Money | None) -> Json:
    """Return both limits, to the millionth of a dollar."""
    limits = (None, None) if money is None else (money.low_usd_per_month, money.high_usd_per_month)
    low, high = (None if usd is None else round(usd, 6) for usd in limits)
    return {"low_usd_per_month": low, "high_usd_per_month": high}
