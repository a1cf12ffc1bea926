"""How many requests a machine answers, estimated from the roofline of its devices.

A step of work takes as long as the slower of two things: reading bytes from memory, or
calculating (Williams, Waterman and Patterson, Roofline, Communications of the ACM 52(4), 2009).

* Reading the input is calculation: 2 operations per active parameter and token (Kaplan et al.,
  arXiv 2001.08361, section 2.1). Attention itself, which grows with the square of the length, is
  left out, so that very long inputs take longer than estimated.
* Writing the answer is reading: each step gives one token to each of `batch` sequences and reads
  the weights once and every sequence's keys and values.
* A mixture of experts reads the experts that any of the sequences asks for. With T bytes in all,
  A of them for one token, and k of E experts for a token, chosen evenly, a step of B tokens reads
  T - (T - A) * (1 - k / E) ** (B - 1). Where A is unknown it is T * k / E, all parameters being in
  experts, and up to SHARED_MOST of the others; this gives a range.
"""

from dataclasses import dataclass

from modeldex.cost.workload import Workload
from modeldex.entry import Entry
from modeldex.fields import counted
from modeldex.memory import Device, Need

BANDWIDTH_EFFICIENCY = 0.6
"""Share of the bandwidth on the data sheet that decoding reaches. llama-roofline, 2026 (pypi.org/
project/llama-roofline), measured 65 to 97 % of what a plain copy reaches on one computer; several
devices lose some more to each other."""

COMPUTE_EFFICIENCY = 0.4
"""Share of the operations on the data sheet that reading input reaches. Pope et al., 2022
(arXiv 2211.05102), reach 76 % for large batches on hardware and code made for each other. Where
no figure for a device's matrix units is known, that of its other units makes the estimate low."""

SHARED_MOST = 0.2
"""Greatest share of a mixture's parameters that every token uses, where it is not published. By
their makers' figures for A, T, k and E it is 1 % in gpt-oss-120b and Kimi K2, 2 to 5 % in
DeepSeek-V3, DBRX, Qwen3 and Mixtral 8x7B, 10 % in Llama 4 Scout, 13 % in Jamba 1.5 Large."""

_Range = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Speed:
    """Requests of one workload that one machine answers when it never waits."""

    low_requests_per_second: float
    high_requests_per_second: float
    answer_tokens_per_second: float | None
    """Tokens a second of one answer, at the least; None where only the sum was measured."""

    note: str
    """What the figure rests on, in one sentence."""


def measured(workload: Workload, *, tokens_per_second: float, devices: int) -> Speed | None:
    """Return the speed at a measured number of answer tokens per second and device.

    None for a workload without answers, for which such a figure says nothing.
    """
    if not workload.output_tokens:
        return None
    requests = tokens_per_second * devices / workload.output_tokens
    note = f"{tokens_per_second:g} tokens of answers a second and device, as given"
    return Speed(
        low_requests_per_second=requests,
        high_requests_per_second=requests,
        answer_tokens_per_second=None,
        note=note,
    )


def estimated(
    entry: Entry, workload: Workload, need: Need, device: Device, *, devices: int
) -> Speed | None:
    """Return the speed by the roofline of `device`; None where one of its figures is unknown."""
    tflops = device.matrix_tflops or device.tflops
    if not device.bandwidth_gb_per_second or not tflops or not entry.parameters:
        return None
    bytes_per_second = device.bandwidth_gb_per_second * 1e9 * BANDWIDTH_EFFICIENCY * devices
    operations_per_second = tflops * 1e12 * COMPUTE_EFFICIENCY * devices
    fresh = workload.input_tokens * (1 - workload.cached_share)
    touched, active = weights_read(entry, need.batch), active_share(entry)
    seconds, steps = [], []
    for share_read, share_active in zip(touched, active, strict=True):
        token = 2 * entry.parameters * share_active / operations_per_second
        read = need.weights_bytes * share_read + need.batch * _context_bytes(need, workload)
        step = max(read / bytes_per_second, token * need.batch)
        steps.append(step)
        seconds.append(token * fresh + workload.output_tokens * step / need.batch)
    without = "" if device.matrix_tflops else ", its matrix units perhaps left out,"
    note = (
        f"{BANDWIDTH_EFFICIENCY:.0%} of {device.bandwidth_gb_per_second:g} GB/s for answers, "
        f"{COMPUTE_EFFICIENCY:.0%} of {tflops:g} TFLOPS{without} for input, "
        f"{counted(need.batch, 'request')} at once"
    )
    return Speed(
        low_requests_per_second=1 / max(seconds),
        high_requests_per_second=1 / min(seconds),
        answer_tokens_per_second=1 / max(steps),
        note=note,
    )


def active_share(entry: Entry) -> _Range:
    """Return the least and the greatest share of the parameters that a token uses."""
    if entry.active_parameters and entry.parameters:
        share = min(entry.active_parameters / entry.parameters, 1.0)
        return share, share
    if not mixture(entry):
        return 1.0, 1.0
    low, high = _expert_share(entry)
    return low, high + SHARED_MOST * (1 - high)


def weights_read(entry: Entry, batch: int) -> _Range:
    """Return the least and the greatest share of the weights that a step of `batch` reads."""
    if not mixture(entry):
        return 1.0, 1.0
    low, high = (
        1 - (1 - active) * (1 - experts) ** (batch - 1)
        for active, experts in zip(active_share(entry), _expert_share(entry), strict=True)
    )
    return low, high


def mixture(entry: Entry) -> bool:
    """Return whether the model is known to use some of its parameters for each token."""
    return entry.active_parameters is not None or (entry.experts or 0) > 1


def _expert_share(entry: Entry) -> _Range:
    """Return the least and the greatest share of the experts that a token uses."""
    if entry.experts and entry.active_experts:
        share = min(entry.active_experts / entry.experts, 1.0)
        return share, share
    return (1 / entry.experts if entry.experts else 0.0), 1.0


def _context_bytes(need: Need, workload: Workload) -> float:
    """Return the bytes of one sequence's keys and values when half of the answer is written.

    `need` is one that `devices_needed` could place, so its cache is known.
    """
    per_token = (need.cache_bytes or 0) / (need.batch * need.context_tokens)
    return per_token * (workload.input_tokens + workload.output_tokens / 2)
