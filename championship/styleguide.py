"""What the styleguide says of colours: read from the stylesheet, never written twice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from championship.colour import DARK_PAPER, DARK_PLATE, LIGHT_PAPER, LIGHT_PLATE, contrast, tones

COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{3}(?:[0-9a-f]{3})?);")
DARK = "@media screen and (prefers-color-scheme: dark)"
TEXT, STRIPE = 4.5, 3.0


@dataclass(frozen=True, slots=True)
class ColourToken:
    """A colour of the stylesheet in both themes, with its contrast on their paper."""

    name: str
    light: str
    dark: str

    @property
    def on_light(self) -> float:
        return contrast(self.light, LIGHT_PAPER)

    @property
    def on_dark(self) -> float:
        return contrast(self.dark, DARK_PAPER)


@dataclass(frozen=True, slots=True)
class ClassColour:
    """The colour of a class as entered, its four tones and their least contrasts."""

    name: str
    slug: str
    entered: str
    text_light: float
    text_dark: float
    stripe_light: float
    stripe_dark: float

    @property
    def is_readable(self) -> bool:
        return (
            min(self.text_light, self.text_dark) >= TEXT
            and min(self.stripe_light, self.stripe_dark) >= STRIPE
        )


def colour_tokens(css: str) -> list[ColourToken]:
    """The colours that a stylesheet names at its top, in its order; `css` is its text.

    A colour that the dark theme does not change is the same in both.
    """
    light, dark = css.split(DARK, 1)
    darkened = dict(_colours(dark.split("}\n}", 1)[0]))
    return [ColourToken(name, tone, darkened.get(name, tone)) for name, tone in _colours(light)]


def class_colours(classes: Iterable[tuple[str, str, str]]) -> list[ClassColour]:
    """How readable each class is; `classes` are triples of name, slug and colour as entered."""
    return [_class_colour(*each) for each in classes]


def _class_colour(name: str, slug: str, entered: str) -> ClassColour:
    found = tones(entered)
    return ClassColour(
        name,
        slug,
        entered,
        text_light=contrast(found.text_light, LIGHT_PAPER),
        text_dark=contrast(found.text_dark, DARK_PAPER),
        stripe_light=_least(found.stripe_light, LIGHT_PAPER, LIGHT_PLATE),
        stripe_dark=_least(found.stripe_dark, DARK_PAPER, DARK_PLATE),
    )


def _least(tone: str, *grounds: str) -> float:
    return min(contrast(tone, ground) for ground in grounds)


def _colours(css: str) -> Iterable[tuple[str, str]]:
    for name, tone in COLOUR.findall(css):
        yield name, tone if len(tone) == 7 else "#" + "".join(2 * digit for digit in tone[1:])
