"""Points as exact fractions: read what people type, write what people read."""

import re
from fractions import Fraction

# What a regulation may say; sums and products of it are not limited.
MOST_POINTS, FINEST_PART = 100_000, 1000

_MIXED = re.compile(r"(?P<sign>-?)(?P<whole>\d+) (?P<part>\d+/\d+)")


def parse_points(value: object) -> Fraction:
    """Turn "25", "16.5", "1/3", "2 1/2", an int or a Fraction into a Fraction.

    Raises ValueError for anything else: floats, because they are not exact, and
    numbers beyond 100,000 or finer than thousandths (or sevenths, thirds …).
    """
    if isinstance(value, bool | float):
        raise ValueError(f"not an exact number: {value!r}")
    if isinstance(value, int | Fraction):
        points = Fraction(value)
    else:
        points = _from_text(str(value).strip())
    if abs(points) > MOST_POINTS or points.denominator > FINEST_PART:
        raise ValueError(f"too large for points: {value!r}")
    return points


def _from_text(text: str) -> Fraction:
    if len(text) > 40 or "e" in text.lower() or "_" in text:
        raise ValueError(f"not a number: {text!r}")
    mixed = _MIXED.fullmatch(text)
    try:
        if mixed:
            value = Fraction(mixed["whole"]) + Fraction(mixed["part"])
            return -value if mixed["sign"] else value
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"not a number: {text!r}") from error


def written(points: Fraction) -> str:
    """Write points as a table prints them: "38", "16.5", "1/7".

    A number that ends within three decimals is written with them, any other one
    as a fraction, whole part first ("2 1/3"). Nothing is rounded.
    """
    if points.denominator == 1:
        return str(points.numerator)
    if 1000 % points.denominator == 0:
        return f"{float(points):.3f}".rstrip("0")
    sign = "-" if points < 0 else ""
    whole, rest = divmod(abs(points.numerator), points.denominator)
    part = f"{rest}/{points.denominator}"
    return f"{sign}{whole} {part}" if whole else f"{sign}{part}"
