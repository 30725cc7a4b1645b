"""The rulebooks that are shipped: a points scale or several, and the rules that go with them."""

import json
from dataclasses import dataclass
from importlib import resources

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Preset:
    """One rulebook. `scales` and `rules` name fields and their values, as text or numbers.

    A scale has `slug`, `name` and `points`; whatever it leaves out is as usual. `counts`
    names the scale of each kind of session, by its slug.
    """

    slug: str
    name: str
    source: str
    scales: tuple[Values, ...]
    counts: dict[str, str]
    rules: Values


def read_presets() -> dict[str, Preset]:
    """Every preset by its slug, in the order of their names."""
    folder = resources.files("championship.presets")
    files = (file for file in folder.iterdir() if file.name.endswith(".json"))
    presets = [_preset(json.loads(file.read_text("utf-8"))) for file in files]
    return {preset.slug: preset for preset in sorted(presets, key=lambda preset: preset.name)}


def _preset(values: dict) -> Preset:
    rules = dict(values["rules"])
    return Preset(
        slug=values["slug"],
        name=values["name"],
        source=values["source"],
        counts=rules.pop("scales"),
        rules=rules,
        scales=tuple(_scale(scale) for scale in values["scales"]),
    )


def _scale(values: dict) -> Values:
    points = " ".join(str(points) for points in values["points"])
    return {**values, "points": points}
