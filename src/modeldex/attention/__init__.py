"""How reviewed architectures attend to a text and keep it, and the layers of well-known models."""

from modeldex.attention.forms import ENCODERS, FORMS, PLAIN, Form, Layers, Shape
from modeldex.attention.geometry import completed
from modeldex.attention.kinds import KINDS, kinds

__all__ = ["ENCODERS", "FORMS", "KINDS", "PLAIN", "Form", "Layers", "Shape", "completed", "kinds"]
