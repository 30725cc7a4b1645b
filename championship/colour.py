"""From one hue per class to readable tones on light and dark paper (WCAG 2.2, 1.4.3 and 1.4.11).

The class's name always stands in words beside its colour; the tones make both readable.
"""

import colorsys
import re
from dataclasses import dataclass

LIGHT_PAPER, DARK_PAPER = "#FBF8F1", "#121210"
LIGHT_PLATE, DARK_PLATE = "#FFFEFA", "#EFEBE0"
# The least that WCAG asks for text is 4.5; on dark paper a thin letter wants more.
TEXT_ON_LIGHT, TEXT_ON_DARK, STRIPE = 4.5, 8.0, 3.0
STEPS = 50

Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Tones:
    """The four tones of a class as "#rrggbb": text on paper, stripe on plate and paper."""

    text_light: str
    stripe_light: str
    text_dark: str
    stripe_dark: str


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours "#rrggbb" by WCAG 2.2: 1 (equal) to 21."""
    first, second = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (first + 0.05) / (second + 0.05)


def tones(colour: str) -> Tones:
    """Derive the tones of a class from its colour "#rrggbb".

    The colour itself is kept wherever it already reaches the contrast; otherwise it
    is darkened or lightened by the smallest step that does, its hue as strong as before.

    Raises ValueError if the colour is malformed, or if no tone of it can be told
    from the plate and the paper alike (a colour with next to no hue left).
    """
    return Tones(
        text_light=_nearest(colour, (LIGHT_PAPER,), TEXT_ON_LIGHT),
        stripe_light=_nearest(colour, (LIGHT_PAPER, LIGHT_PLATE), STRIPE),
        text_dark=_nearest(colour, (DARK_PAPER,), TEXT_ON_DARK),
        stripe_dark=_nearest(colour, (DARK_PAPER, DARK_PLATE), STRIPE),
    )


def _nearest(colour: str, grounds: tuple[str, ...], wanted: float) -> str:
    base = _rgb(colour)
    for step in range(STEPS):
        for goal in (0.0, 1.0):
            mixed = _hex(_towards(base, goal, step / STEPS))
            if all(contrast(mixed, ground) >= wanted for ground in grounds):
                return mixed
    raise ValueError(f"no readable tone of {colour}")


def _towards(base: Rgb, goal: float, share: float) -> Rgb:
    """The same hue, its lightness moved towards black (0) or white (1) by a share of the way."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in base))
    moved = colorsys.hls_to_rgb(hue, lightness + (goal - lightness) * share, saturation)
    red, green, blue = (part * 255 for part in moved)
    return red, green, blue


def _rgb(colour: str) -> Rgb:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in rgb)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
