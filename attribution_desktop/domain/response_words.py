"""Response curves in words."""

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.response import CurveForm, ResponseCurve

_NAMES = {
    CurveForm.MICHAELIS_MENTEN: "Michaelis-Menten",
    CurveForm.HILL: "Hill",
    CurveForm.ONE_POINT: "one point",
    CurveForm.EDITED: "set by hand",
}


def curve_words(curve: ResponseCurve) -> str:
    """How a curve came about, in a few words.

    Examples
    --------
    >>> from attribution_desktop.domain.response import Shape
    >>> curve_words(ResponseCurve(CurveForm.ONE_POINT, Shape(2.0, 1.0), weeks=3))
    'one point, 3 weeks'
    """
    name = _NAMES[curve.form]
    weeks = f"{curve.weeks} week{'' if curve.weeks == 1 else 's'}"
    if curve.form is CurveForm.EDITED:
        return name
    if curve.r_squared is None:
        return f"{name}, {weeks}"
    return f"{name}, {weeks}, R² {formatted(curve.r_squared, Kind.NUMBER)}"
