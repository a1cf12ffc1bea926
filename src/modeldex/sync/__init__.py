"""Sources into the store: the shipped catalogue at the first start, the Hub whenever asked.

The first start needs only what is named here; `session`, `prices` and the rest are imported by
whoever syncs.
"""

from modeldex.sync.build import AS_OF, BUILT_FROM, Progress, as_of, build, is_current

__all__ = ["AS_OF", "BUILT_FROM", "Progress", "as_of", "build", "is_current"]
