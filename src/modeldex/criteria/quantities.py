"""Numbers with units, as they are written in a filter."""

import re
from dataclasses import dataclass

from modeldex.criteria.pieces import Piece
from modeldex.criteria.spelling import nearest
from modeldex.fields import Unit

_THOUSANDS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_SCALES: dict[Unit | None, dict[str, int]] = {
    Unit.PARAMETERS: _THOUSANDS,
    Unit.TOKENS: {"k": 10**3, "m": 10**6},
    Unit.BYTES: {
        **{letter + "b": 1000**power for power, letter in enumerate("kmgt", 1)},
        **{letter + "ib": 1024**power for power, letter in enumerate("kmgt", 1)},
    },
    Unit.COUNT: {"k": 10**3, "m": 10**6},
}
_USUAL: dict[Unit | None, str] = {Unit.PARAMETERS: "b", Unit.BYTES: "gb"}
"""The unit a bare number lacks; where none is listed, a bare number means itself."""

_EXAMPLES: dict[Unit | None, str] = {
    Unit.PARAMETERS: "9b",
    Unit.TOKENS: "128k",
    Unit.BYTES: "24gb",
    Unit.USD: "0.5",
    Unit.COUNT: "10k",
    Unit.RATING: "1300",
}
_BARE_FROM = 1000
"""Nobody means 9 parameters by `params<9`; from here on a bare number is meant as it stands."""

_LARGEST = 10**18
"""Below 2**63, which is what an index of integers holds."""

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,18})?(?:\.([0-9]{1,40}))?([a-z]*)")
"""No leading zero, so that the second half of `10,000` is no number but a mistake."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A number as it was written: `digits / 10**places * scale`."""

    digits: int
    places: int
    scale: int
    unit: str

    @property
    def value(self) -> float:
        """Return the number itself, correctly rounded."""
        return self.digits * self.scale / int(10**self.places)

    @property
    def binary_value(self) -> float:
        """Return the number with every thousand of its unit read as 1024."""
        thousands = len(str(self.scale)) // 3
        return self.digits * int(1024**thousands) / int(10**self.places)

    @property
    def rounded_from(self) -> tuple[float, float]:
        """Return the least number that rounds to this one as written, and the least above."""
        low, high = 2 * self.digits - 1, 2 * self.digits + 1
        parts = 2 * int(10**self.places)
        return max(low, 0) * self.scale / parts, min(high * self.scale / parts, _LARGEST)


def example(unit: Unit | None) -> str:
    """Return a number in the unit, for messages."""
    return _EXAMPLES.get(unit, "10")


def lacks_unit(text: str, unit: Unit | None) -> bool:
    """Return whether `text` is a number too small to be meant without a unit."""
    written = _AMOUNT.fullmatch(text)
    if unit not in _USUAL or written is None or written[3] or not (written[1] or written[2]):
        return False
    return text != "0" and int(written[1] or "0") < _BARE_FROM


def unit_of(text: str) -> str:
    """Return the letters after a number, or nothing."""
    written = _AMOUNT.fullmatch(text.lower())
    return written[3] if written else ""


def read_amount(piece: Piece, unit: Unit | None, *, borrowed: str = "") -> Amount:
    """Return the number that `piece` is; without a unit of its own it takes `borrowed`."""
    text = piece.text.lower()
    if unit is Unit.USD:
        text = text.removeprefix("$")
    if lacks_unit(text, unit):
        text += borrowed
    written = _AMOUNT.fullmatch(text)
    if written is None or not (written[1] or written[2]):
        hint = f"write it like {example(unit)}"
        piece.refuse("is not a number", hint=hint, unfinished=text[-1:] in {"", "$", "."})
    whole, fraction, letters = written[1] or "", written[2] or "", written[3]
    amount = Amount(
        digits=int(whole + fraction),
        places=len(fraction),
        scale=_scale(piece, text, letters, unit),
        unit=letters,
    )
    if amount.value > _LARGEST:
        piece.refuse("is too large", hint=f"write it like {example(unit)}")
    return amount


def read_number(text: str, unit: Unit | None) -> float:
    """Return the number that `text` is on its own, as in a filter.

    Raises CriteriaError where it is none, or lacks a unit.
    """
    return read_amount(Piece.whole(text), unit).value


def _scale(piece: Piece, text: str, letters: str, unit: Unit | None) -> int:
    scales = _SCALES.get(unit, {})
    if letters in scales:
        return scales[letters]
    number = text.removesuffix(letters)
    if letters:
        usual = _USUAL.get(unit) if len(letters) == 1 else None
        meant = usual or nearest(letters, scales) or _USUAL.get(unit, "")
        unfinished = any(known.startswith(letters) for known in scales)
        piece.refuse("has no known unit", suggestion=number + meant, unfinished=unfinished)
    if lacks_unit(text, unit):
        piece.refuse("needs a unit", suggestion=number + _USUAL[unit], unfinished=True)
    return 1


def amount_text(value: float, unit: Unit | None) -> str:
    """Return the shortest text that is read as exactly `value`; of equals, as it is shown.

    `repr` gives the fewest digits that are read as the same float; moving its point by the zeros
    of a unit loses none of them.
    """
    texts = {_shifted(value, 0): value}
    for letters, scale in _SCALES.get(unit, {}).items():
        if letters.endswith("ib"):
            if value % scale == 0:
                texts[_shifted(value / scale, 0) + letters] = value / scale
        else:
            texts[_shifted(value, len(str(scale)) - 1) + letters] = value / scale
    readable = (text for text in texts if not lacks_unit(text, unit))
    return min(readable, key=lambda text: (len(text), texts[text] < 1, texts[text]))


def plain_text(value: float) -> str:
    """Return `value` in digits alone."""
    return _shifted(value, 0)


def _shifted(value: float, places: int) -> str:
    """Return `value / 10**places` in plain digits."""
    mantissa, _, exponent = repr(float(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0") or "0"
    point = len(digits) - len(fraction) + int(exponent or 0) - places
    if digits.strip("0") == "":
        return "0"
    padded = digits.rjust(len(digits) - min(point - 1, 0), "0")
    point = max(point, 1)
    left, right = padded[:point].ljust(point, "0"), padded[point:].rstrip("0")
    return f"{left}.{right}" if right else left
