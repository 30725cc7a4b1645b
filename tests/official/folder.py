"""A season in plain CSV files: results, rules and decisions, and the official tables.

One folder holds one season: results.csv, rules.csv and decisions.csv, and
drivers_standings.csv and constructors_standings.csv with the official final tables. What
the columns and words of these files mean is written beside them. Nothing here knows which
season it reads.
"""

import csv
import os
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from pathlib import Path

from championship.scoring.decisions import Decision, Effect, Subject
from championship.scoring.facts import Bonus, Finish, Honour, Kind, Session
from championship.scoring.rules import (
    BonusTo,
    Championship,
    Countback,
    Crew,
    EqualHolders,
    Listed,
    Recipient,
    Rules,
    Scale,
    StillEqual,
    parse_parts,
)
from championship.scoring.states import Status

ROOT = Path(os.environ.get("OFFICIAL_TABLES") or Path(__file__).parents[3] / "shared/data/f1")

STATES = {
    "CLASSIFIED": Status.CLASSIFIED,
    "DNF": Status.RETIRED,
    "NC": Status.NOT_CLASSIFIED,
    "DSQ": Status.DISQUALIFIED,
    "DNS": Status.DID_NOT_START,
    "EX": Status.EXCLUDED,
}
RECIPIENTS = {"drivers": Recipient.DRIVER, "constructors": Recipient.MANUFACTURER}
SUBJECTS = {"driver": Recipient.DRIVER, "constructor": Recipient.MANUFACTURER, "session": None}
LISTED = {"points": Listed.POINTS, "classified_once": Listed.CLASSIFIED}
COUNTBACK = {"scoring_positions": Countback.SCORING, "all_positions": Countback.ALL}
EFFECTS = {
    "points_factor": Effect.SESSION_FACTOR,
    "no_fastest_lap_point": Effect.NO_FASTEST_LAP_POINT,
    "no_points": Effect.NO_POINTS,
    "not_ranked": Effect.NOT_ELIGIBLE,
    "no_share": Effect.NO_SHARE,
    "points_adjustment": Effect.POINTS,
    "excluded": Effect.EXCLUDED,
}
WITH_A_NUMBER = ("points_factor", "points_adjustment")


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One line of an official table; the position is as printed: 4, DSQ, EX."""

    position: str
    recipient: str
    points: Fraction


@dataclass(frozen=True)
class Folder:
    """The season in one folder."""

    path: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        file = self.path / f"{name}.csv"
        if not file.exists():
            return []
        with file.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    @cached_property
    def titles(self) -> list[str]:
        """The championships that the rules are about: drivers, constructors."""
        return list(dict.fromkeys(row["championship"] for row in self.rows("rules")))

    def rules(self, title: str) -> dict[str, str]:
        return {
            row["rule"]: row["value"] for row in self.rows("rules") if row["championship"] == title
        }

    def decisions(self, title: str | None = None) -> list[dict[str, str]]:
        """The decisions, or those that one championship feels."""
        wanted = (title, "both")
        return [row for row in self.rows("decisions") if not title or row["championship"] in wanted]

    def official(self, title: str) -> list[OfficialRow]:
        return [
            OfficialRow(row["position"], row[f"{title[:-1]}_id"], Fraction(row["points"]))
            for row in self.rows(f"{title}_standings")
        ]

    def races(self) -> list[tuple[int, str, list[list[dict[str, str]]]]]:
        """Every session: its round, its kind, and the lines of each car by who drove it."""
        rows = sorted(self.rows("results"), key=_round_and_session)
        return [
            (int(number), kind, _cars(list(lines)))
            for (number, kind), lines in groupby(rows, lambda row: (row["round"], row["session"]))
        ]

    # As the scoring rules take it

    def sessions(self) -> list[Session]:
        return [
            Session(
                key=(number, kind),
                round=number,
                kind=Kind(kind),
                finishes=tuple(_finish(car, order) for order, car in enumerate(cars, start=1)),
                bonuses=tuple(_bonuses(cars)),
            )
            for number, kind, cars in self.races()
        ]

    def championship(self, title: str) -> Championship:
        rules = self.rules(title)
        counted = rules.get("cars_counted", "all")
        version = Rules(
            scales=_scales(rules),
            rounds_excluded=frozenset(map(int, rules.get("rounds_excluded", "").split())),
            cars_counted=None if counted == "all" else int(counted),
            crew=Crew(rules["shared_car"]),
            bonus_to=BonusTo.DRIVER,
            parts=parse_parts(rules["results_counted"]),
            listed=LISTED[rules["listed"]],
            countback=COUNTBACK[rules["tie_break"]],
            countback_sprints=rules["sprint_in_tie_break"] == "yes",
            still_equal=StillEqual(rules["tie_break_then"]),
        )
        return Championship(RECIPIENTS[title], {1: version})

    def rulings(self, title: str) -> list[Decision]:
        """The decisions; an exclusion's key is what stands in place of the rank."""
        return [_decision(row) for row in self.decisions(title)]


def folders() -> list[Folder]:
    """Every season below OFFICIAL_TABLES; none if the folder is not there."""
    found = sorted(ROOT.glob("*/results.csv")) if ROOT.is_dir() else []
    return [Folder(file.parent) for file in found]


def fastest_lap_within(rules: dict[str, str]) -> int | None:
    """ "position 1-10" is the first ten; "none" is no condition."""
    condition = rules.get("fastest_lap_condition", "none")
    return None if condition == "none" else int(condition.rpartition("-")[2])


def _round_and_session(row: dict[str, str]) -> tuple[int, bool]:
    return int(row["round"]), row["session"] == "race"  # a sprint comes before its race


def _cars(rows: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    cars: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        cars.setdefault(row["car"], []).append(row)
    return [sorted(car, key=lambda row: int(row["driver_in_car"])) for car in cars.values()]


def _finish(car: list[dict[str, str]], order: int) -> Finish:
    return Finish(
        car=car[0]["car"],
        order=order,
        status=STATES[car[0]["status"]],
        entry=car[0]["car"],
        drivers=tuple(row["driver_id"] for row in car),
        manufacturer=car[0]["constructor_id"],
    )


def _bonuses(cars: list[list[dict[str, str]]]) -> list[Bonus]:
    columns = {"pole": Honour.POLE, "fastest_lap": Honour.FASTEST_LAP}
    return [
        Bonus(honour, row["car"], row["driver_id"])
        for column, honour in columns.items()
        for car in cars
        for row in car
        if row[column] == "Y"
    ]


def _scales(rules: dict[str, str]) -> dict[Kind, Scale]:
    scales = {
        Kind.RACE: Scale(
            points=_points(rules["race_points"]),
            fastest_lap=Fraction(rules.get("fastest_lap_points", "0")),
            fastest_lap_within=fastest_lap_within(rules),
            equal_holders=EqualHolders.SHARE,
        )
    }
    if "sprint_points" in rules:
        scales[Kind.SPRINT] = Scale(_points(rules["sprint_points"]))
    return scales


def _points(text: str) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, text.split()))


def _decision(row: dict[str, str]) -> Decision:
    kind = SUBJECTS[row["subject_kind"]]
    has_number = row["decision"] in WITH_A_NUMBER
    return Decision(
        effect=EFFECTS[row["decision"]],
        subject=Subject(kind, row["subject"]) if kind else None,
        session=(int(row["round"]), row["session"]) if row["session"] else None,
        from_round=int(row["round"] or 1),
        value=Fraction(row["value"]) if has_number else Fraction(0),
        keeps_points=kind is Recipient.DRIVER,
        key=row["value"] or row["note"],
    )
