"""From a shipped rulebook to the scales and rules of a season."""

from dataclasses import dataclass

from django.db import transaction

from championship.imports.presets import Preset
from championship.models import Championship, ChampionshipRules, PointsScale, Season


@dataclass(frozen=True, slots=True)
class PresetScales:
    """The scales of a preset in a season, by their slugs in the preset.

    `kept` names those that the season had already. They were left as they are, and
    `different` names those of them that don't say what the preset says.
    """

    scales: dict[str, PointsScale]
    added: tuple[str, ...]
    kept: tuple[str, ...]
    different: tuple[str, ...]


@transaction.atomic
def add_preset_scales(season: Season, preset: Preset) -> PresetScales:
    """Give a season the scales of a preset, those that it has no scale of that name for.

    Doing it twice adds nothing.
    """
    known = {scale.name.casefold(): scale for scale in season.points_scales.all()}
    taken = {scale.slug for scale in known.values()}
    scales, added, kept, different = {}, [], [], []
    for values in preset.scales:
        scale = _scale(season, values)
        same_name = known.get(scale.name.casefold())
        if same_name is None:
            scale.slug = _free(scale.slug, taken)
            scale.full_clean()
            scale.save()
            taken.add(scale.slug)
            added.append(scale.name)
        else:
            kept.append(same_name.name)
            if same_name.as_scale() != scale.as_scale():
                different.append(same_name.name)
        scales[values["slug"]] = same_name or scale
    return PresetScales(scales, tuple(added), tuple(kept), tuple(different))


@transaction.atomic
def add_preset_rules(
    championship: Championship, preset: Preset, *, from_round: int = 1
) -> tuple[ChampionshipRules, PresetScales]:
    """Give a championship the rules of a preset, and its season the scales they name.

    Raises ValidationError if it has rules from that round on.
    """
    scales = add_preset_scales(championship.season, preset)
    rules = ChampionshipRules(championship=championship, from_round=from_round, **preset.rules)
    for kind, slug in preset.counts.items():
        setattr(rules, f"{kind}_scale", scales.scales[slug])
    rules.full_clean()
    rules.save()
    return rules, scales


def _scale(season: Season, values: dict) -> PointsScale:
    scale = PointsScale(season=season, **values)
    scale.clean_fields(exclude=["season"])  # reads points written as text
    return scale


def _free(slug: str, taken: set[str]) -> str:
    """An address that no scale of the season has: race, race-2, race-3 …"""
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
