"""How reviewed architectures attend to a text and keep it, and the layers of well-known models."""

from modeldex.attention.architectures import KINDS
from modeldex.attention.kinds import kinds

__all__ = ["KINDS", "kinds"]
