"""Numbers that look random and are the same in every process."""

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

_MASK = (1 << 64) - 1
Item = TypeVar("Item")


@lru_cache(maxsize=4096)
def mixed(seed: int, number: int) -> int:
    """Return 64 well-mixed bits for a number: two rounds of multiply and shift.

    It is asked some five times for each record on a page, hence the cache.
    """
    bits = (number * 0x9E3779B97F4A7C15 + seed * 0xD1342543DE82EF95 + 0x632BE59BD9B4E019) & _MASK
    bits = ((bits ^ (bits >> 32)) * 0xD6E8FEB86659FD93) & _MASK
    bits = ((bits ^ (bits >> 32)) * 0xD6E8FEB86659FD93) & _MASK
    return bits ^ (bits >> 32)


def dice(*key: object) -> Random:
    """Return a generator that depends on nothing but the key."""
    return Random("/".join(map(str, key)))  # noqa: S311  (synthetic data, no secrets)


def leaning(chance: Random, items: Sequence[Item]) -> Item:
    """Return one of the items, the early ones far more often: the square of a uniform draw."""
    return items[int(len(items) * chance.random() ** 2)]
