"""What awards lead to, their rules, and the life of each of their places."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from championship.imports.problems import Problem
from championship.models import (
    Award,
    AwardCandidate,
    AwardStep,
    AwardTarget,
    Event,
    Series,
    TargetEntry,
)

from ..awards import NEXT_STEPS
from .load import Load, Pack, PackRefused
from .values import day, moment, plain, words

CANDIDATES = ("team", "entry", "driver", "manufacturer")
Steps = Mapping[tuple[int, int], list[AwardStep]]


def load_awards(load: Load) -> None:
    """Targets with their cars, rules, and steps."""
    cars = _load_targets(load)
    existing = {row.slug: row for row in load.season.awards.all()}
    nodes = load.nodes("awards")
    wanted = {
        slug: _award(load, node, f"$.awards[{index}]")
        for index, (slug, node) in enumerate(nodes.items())
    }
    awards = load.sync.rows(Award, existing, wanted)
    stored = _stored_steps(load)
    for index, (slug, node) in enumerate(nodes.items()):
        _Life(load, awards[slug], cars).follow(node, f"$.awards[{index}]", stored)


# Targets


def _load_targets(load: Load) -> Mapping[tuple[int, str], TargetEntry]:
    """Targets by their address; the cars that a pack doesn't name stay. Returns the cars."""
    nodes = load.nodes("award_targets")
    _refuse_taken_targets(nodes)
    existing = {row.slug: row for row in AwardTarget.objects.filter(slug__in=nodes)}
    wanted = {
        slug: {
            **plain(node, "slug", "name"),
            "year": node.get("year"),
            "series_id": _series_id(load, node, "series", f"$.award_targets[{index}]"),
            "event_id": _event_id(load, node, f"$.award_targets[{index}]"),
        }
        for index, (slug, node) in enumerate(nodes.items())
    }
    load.award_targets = load.sync.rows(AwardTarget, existing, wanted)
    return _load_cars(load, nodes)


def _refuse_taken_targets(nodes: Mapping[str, Pack]) -> None:
    """A name and a year stand once."""
    places = {(node["name"], node.get("year")): index for index, node in enumerate(nodes.values())}
    others = AwardTarget.objects.filter(name__in=[name for name, _year in places])
    problems = [
        Problem(
            f"$.award_targets[{places[row.name, row.year]}].name",
            row.name,
            f"is “{row.slug}” here.",
        )
        for row in others.exclude(slug__in=nodes)
        if (row.name, row.year) in places
    ]
    if problems:
        raise PackRefused(problems)


def _load_cars(load: Load, targets: Mapping[str, Pack]) -> Mapping[tuple[int, str], TargetEntry]:
    keys = [load.award_targets[slug].pk for slug in targets]
    existing = {
        (row.target_id, row.number): row for row in TargetEntry.objects.filter(target__in=keys)
    }
    wanted = {
        (load.award_targets[slug].pk, car["number"]): {
            "target_id": load.award_targets[slug].pk,
            **plain(car, "number", "team_name", "crew"),
            "team_id": load.teams[car["team"]].pk if "team" in car else None,
            "car_class": car.get("class", ""),
            **words(car, "result", "basis", "note"),
        }
        for slug, target in targets.items()
        for car in target.get("cars", [])
    }
    return {**existing, **load.sync.rows(TargetEntry, existing, wanted)}


def _series_id(load: Load, node: Pack, key: str, path: str) -> int | None:
    """Another series is not in the pack: it must be stored before."""
    slug = node.get(key)
    if slug is None:
        return None
    found = Series.objects.filter(slug=slug).first()
    if found is None:
        raise PackRefused([Problem(f"{path}.{key}", slug, "is not stored: load it first.")])
    return found.pk


def _event_id(load: Load, node: Pack, path: str) -> int | None:
    named = node.get("event")
    if named is None:
        return None
    found = Event.objects.filter(
        season__series__slug=named["series"], season__slug=named["season"], slug=named["event"]
    ).first()
    if found is None:
        name = f"{named['series']} {named['season']} {named['event']}"
        raise PackRefused([Problem(f"{path}.event", name, "is not stored: load it first.")])
    return found.pk


# Rules


def _award(load: Load, node: Pack, path: str) -> dict[str, Any]:
    return {
        "season_id": load.season.pk,
        **plain(node, "slug", "kind", "target_class"),
        **words(node, "benefit", "note"),
        "target_id": load.award_targets[node["target"]].pk if "target" in node else None,
        "championship_id": (
            load.championships[node["championship"]].pk if "championship" in node else None
        ),
        "place": node.get("place", 1),
        "last_place": node.get("last_place"),
        "recipient": node.get("recipient", Award.Recipient.TEAM),
        "given_by_id": load.organisations[node["given_by"]].pk if "given_by" in node else None,
        "agreement_id": load.agreements[node["agreement"]].pk if "agreement" in node else None,
        "minimum_entries": node.get("minimum_entries"),
        "full_season_only": node.get("full_season_only", False),
        "not_otherwise_qualified": node.get("not_otherwise_qualified", False),
        "must_enter_id": _series_id(load, node, "must_enter", path),
        "if_not_taken": node.get("if_not_taken", Award.NotTaken.NOBODY),
        "down_to": node.get("down_to"),
        "sources": "\n".join(node.get("sources", [])),
    }


# Steps


def _stored_steps(load: Load) -> Steps:
    """The steps of each place of the season's awards, first to last. Two queries."""
    steps = defaultdict(list)
    rows = AwardStep.objects.filter(award__season=load.season).prefetch_related("candidates")
    for row in rows.order_by("award", "place", "number"):
        steps[row.award_id, row.place].append(row)
    return steps


class _Life:
    """The steps of one award: those that are missing are added, none is written again."""

    def __init__(self, load: Load, award: Award, cars: Mapping[tuple[int, str], TargetEntry]):
        self.load = load
        self.award = award
        self.cars = cars

    def follow(self, node: Pack, path: str, stored: Steps) -> None:
        places = defaultdict(list)
        for index, step in enumerate(node.get("steps", [])):
            place = step.get("place", self.award.place)
            places[place].append((step, f"{path}.steps[{index}]"))
        for place, steps in places.items():
            self._follow_place(place, steps, stored.get((self.award.pk, place), []))

    def _follow_place(
        self, place: int, steps: list[tuple[Pack, str]], stored: list[AwardStep]
    ) -> None:
        """A pack that knows fewer steps than are stored is behind: it must be a beginning."""
        is_behind, is_ahead = len(steps) < len(stored), len(steps) > len(stored)
        for (step, path), row in zip(steps, stored, strict=False):
            self._refuse_another(step, path, row)
            if "undone_at" in step or is_ahead:
                self._refuse_another_end(step, path, row)
            if "undone_at" in step and not is_behind:
                self._take_back(step, row)
        if is_ahead:
            self._refuse_broken(steps)
        for number, (step, _path) in enumerate(steps, start=1):
            if number > len(stored):
                self._add(place, number, step)

    def _refuse_broken(self, steps: list[tuple[Pack, str]]) -> None:
        """Of the steps that stand, each must follow on the one before."""
        before = ""
        for step, path in steps:
            if "undone_at" in step:
                continue
            if step["state"] not in NEXT_STEPS[before]:
                text = f"does not follow on “{before}”." if before else "can't be the first step."
                raise PackRefused([Problem(f"{path}.state", step["state"], text)])
            before = step["state"]

    def _refuse_another(self, step: Pack, path: str, row: AwardStep) -> None:
        wanted = self._facts(step)
        if "recorded_at" not in step:
            del wanted["recorded_at"]
        problems = [
            _rewritten(step, path, name.removesuffix("_id"))
            for name, value in wanted.items()
            if getattr(row, name) != value
        ]
        if self._candidates(step) != [_candidate_of(one) for one in row.candidates.all()]:
            problems.append(_rewritten(step, path, "candidates"))
        if problems:
            raise PackRefused(problems)

    def _refuse_another_end(self, step: Pack, path: str, row: AwardStep) -> None:
        """A step may be taken back after it was stored; once it was, it stays so."""
        if row.undone_at not in (None, moment(step, "undone_at")):
            raise PackRefused([_rewritten(step, path, "undone_at")])

    def _take_back(self, step: Pack, row: AwardStep) -> None:
        if row.undone_at is None:
            row.undone_at = moment(step, "undone_at")
            row.save(update_fields=["undone_at"])
            self.load.sync.written[AwardStep] += 1

    def _add(self, place: int, number: int, step: Pack) -> None:
        facts = self._facts(step)
        if "recorded_at" not in step:
            del facts["recorded_at"]
        row = AwardStep.objects.create(
            award=self.award,
            place=place,
            number=number,
            undone_at=moment(step, "undone_at"),
            **facts,
        )
        AwardCandidate.objects.bulk_create(
            AwardCandidate(step=row, order=order, **candidate)
            for order, candidate in enumerate(self._candidates(step), start=1)
        )
        self.load.sync.written[AwardStep] += 1

    def _facts(self, step: Pack) -> dict[str, Any]:
        car = step.get("used_by")
        return {
            **plain(step, "state", "author", "document"),
            "taken_on": day(step, "taken_on"),
            "notice_id": self.load.notice_id(step.get("notice")),
            "used_by_id": self.cars[self.award.target_id, car].pk if car else None,
            **words(step, "note"),
            "sources": "\n".join(step.get("sources", [])),
            "recorded_at": moment(step, "recorded_at"),
        }

    def _candidates(self, step: Pack) -> list[dict[str, Any]]:
        return [
            {
                "rank": node.get("rank"),
                "outcome": node.get("outcome", AwardCandidate.Outcome.HOLDER),
                **plain(node, "reason", "detail"),
                **self.load.recipient(node),
            }
            for node in step.get("candidates", [])
        ]


def _candidate_of(row: AwardCandidate) -> dict[str, Any]:
    names = ("rank", "outcome", "reason", "detail", *(f"{kind}_id" for kind in CANDIDATES))
    return {name: getattr(row, name) for name in names}


def _rewritten(step: Pack, path: str, key: str) -> Problem:
    value = step.get(key)
    shown = value if isinstance(value, str | int) else None
    text = "is otherwise here, and what became of an award is not rewritten: add a step."
    return Problem(f"{path}.{key}", shown, text)
