"""Every fact that can be filtered, sorted, shown and compared, declared once.

Columns, filters, facets, the comparison, the command line and the README all read `FIELDS`.
"""

from modeldex.fields.formats import (
    UNKNOWN,
    counted,
    show,
    show_duration,
    show_interval,
    show_number,
    show_prices,
)
from modeldex.fields.kinds import Field, Group, Kind, Unit, Value
from modeldex.fields.readers import HEADROOM, QUANTIZATION_BITS
from modeldex.fields.table import BOARDS, FIELDS, LICENSE_CLASSES, STATUSES

__all__ = [
    "BOARDS",
    "FIELDS",
    "HEADROOM",
    "LICENSE_CLASSES",
    "QUANTIZATION_BITS",
    "STATUSES",
    "UNKNOWN",
    "Field",
    "Group",
    "Kind",
    "Unit",
    "Value",
    "counted",
    "show",
    "show_duration",
    "show_interval",
    "show_number",
    "show_prices",
]
