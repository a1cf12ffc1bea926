"""Sources into the store: the shipped catalogue at the first start, the Hub whenever asked.

The first start needs only what is named here; `session`, `prices` and the rest are imported by
whoever syncs.
"""

from modeldex.sync.ages import Ages
from modeldex.sync.build import BUILT_FROM, Progress, build, is_current, left_out, order

__all__ = ["BUILT_FROM", "Ages", "Progress", "build", "is_current", "left_out", "order"]
