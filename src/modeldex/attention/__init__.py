"""How reviewed architectures attend to a text, and what they keep of it."""

from modeldex.attention.architectures import KINDS
from modeldex.attention.kinds import kinds

__all__ = ["KINDS", "kinds"]
