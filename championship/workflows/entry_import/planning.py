"""From a file to a plan: what is new, what changes, what is asked, what is wrong."""

from collections.abc import Collection, Mapping

from championship.imports.entry_list import CellProblem, EntryFile
from championship.models import CarClass, Entry, Event, EventEntry, Season

from . import checks
from .classes import Classes
from .facts import Facts
from .known import GONE, Known, load_known
from .lines import plan_at_event, plan_of_season
from .matching import Found, Matching
from .people import People
from .plan import Answers, ImportPlan, LinePlan, Missing, NewRows, Question
from .reading import Reading, World
from .reserves import reserve_places

# What the reader has said of a line is not said again in the terms of the season.
TOLD_AS = {"number_taken": "number_twice", "reserve_place_taken": "reserve_place_twice"}


def plan_import(
    season: Season,
    event: Event | None,
    file: EntryFile,
    answers: Mapping[str, str] | None = None,
    *,
    new_status: str = Entry.Status.CONFIRMED,
    withdraw: Collection[int] = (),
) -> ImportPlan:
    """Hold a file against the list of a season, or of one of its events. Writes nothing.

    `answers` are to the questions of an earlier plan, by their keys; what is not
    answered stands as suggested. `new_status` is for entries of which the file has no
    status, `withdraw` names cars missing from the file by their keys. At most twenty
    queries, whatever the number of cars.
    """
    known = load_known(season, event)
    return plan_with(known, file, answers or {}, new_status=new_status, withdraw=withdraw)


def plan_with(
    known: Known,
    file: EntryFile,
    answers: Mapping[str, str],
    *,
    new_status: str,
    withdraw: Collection[int] = (),
) -> ImportPlan:
    """The same with what is known read already. Two queries if drivers have namesakes."""
    return _Planning(known, file, Answers(answers), str(new_status), withdraw).plan()


class _Planning:
    """One file on its way to a plan."""

    def __init__(
        self,
        known: Known,
        file: EntryFile,
        answers: Answers,
        new_status: str,
        withdraw: Collection[int],
    ):
        self.known, self.file, self.answers = known, file, answers
        self.withdraw, self.new_status = withdraw, new_status
        # A line whose number can't be read is a problem already, and is nobody's.
        self.records = [record for record in file.records if record.number]
        self.problems = [one for one in file.problems if one.code != "driver_in_two_cars"]
        self.warnings = [one for one in file.warnings if one.code != "driver_in_two_cars"]
        self.classes = Classes(file, known.classes, answers)
        self.people = People(known, file, answers)
        self.facts = Facts(known.categories, self.problems)

    def plan(self) -> ImportPlan:
        car_classes = {record.line: self.classes.of(record) for record in self.records}
        matching = Matching(self.known, self.records, car_classes, self.answers)
        found = matching.find()
        self._note_names(found)
        lines = self._lines(found, car_classes)
        missing = self._missing(lines)
        self._check(lines, missing)
        questions = [*self.classes.questions.values(), *matching.questions, *self._named()]
        return ImportPlan(
            season=self.known.season,
            event=self.known.event,
            file=self.file,
            lines=tuple(lines),
            missing=tuple(missing),
            questions=tuple(questions),
            problems=_in_order(self.problems),
            warnings=_in_order(self.warnings),
            added=self._added(),
            facts=self.facts.gathered,
            aliases=tuple(self._aliases()),
            refused=tuple(self.answers.refused),
        )

    def _note_names(self, found: dict[int, Found]) -> None:
        for record in self.records:
            its = found[record.line]
            # At an event a known entry's team is a name only, frozen there.
            if record.team and not (self.known.event and its.entry):
                self.people.note_team(record, its)
            if record.car:
                self.people.note_car(record, its)
            self.people.note_drivers(record, its)
        self.people.decide()

    def _lines(
        self, found: dict[int, Found], car_classes: dict[int, CarClass | None]
    ) -> list[LinePlan]:
        world = World(
            known=self.known,
            file=self.file,
            people=self.people,
            facts=self.facts,
            new_status=self.new_status,
            reserve_places=reserve_places(
                self.known, self.records, found, new_status=self.new_status
            ),
            problems=self.problems,
            warnings=self.warnings,
        )
        make = plan_at_event if self.known.event else plan_of_season
        readings = [
            Reading(world, record, found[record.line], car_classes[record.line])
            for record in self.records
        ]
        lines = [make(reading) for reading in readings]
        self.facts.drop_known_categories()
        return [
            line.with_facts(self._facts_of(reading))
            for line, reading in zip(lines, readings, strict=True)
        ]

    def _facts_of(self, reading: Reading) -> list:
        rows = [*([reading.team] if reading.team else []), *reading.drivers()]
        return [change for row in rows for change in self.facts.changes_of(row)]

    def _missing(self, lines: list[LinePlan]) -> list[Missing]:
        named = {id(line.event_entry or line.entry) for line in lines}
        return [
            Missing(row, _team_of(row), row.pk in self.withdraw)
            for row in self.known.listed
            if id(row) not in named and row.status not in GONE
        ]

    def _check(self, lines: list[LinePlan], missing: list[Missing]) -> None:
        cars = checks.cars_after(self.known, lines, missing)
        wrong, doubtful = checks.check_crews(self.known, cars)
        found = [*checks.check_list(cars), *checks.numbers_of_season_after(self.known, lines)]
        if self.file.format == "timing":  # it has happened there
            wrong, doubtful = [], [*wrong, *doubtful]
        told = {(one.line, one.code) for one in self.problems}
        for one in [*found, *wrong, *self.classes.problems, *self.people.problems]:
            if (one.line, TOLD_AS.get(one.code, one.code)) not in told:
                self.problems.append(one)
        self.warnings += [*doubtful, *self.people.warnings]

    # Names

    def _named(self) -> list[Question]:
        questions = [*self.people.teams.questions, *self.people.cars.questions]
        drivers = self.people.drivers.questions
        self.people.tell_apart(drivers)
        return [*questions, *drivers]

    def _added(self) -> NewRows:
        people = self.people
        return NewRows(
            teams=people.teams.added,
            drivers=people.drivers.added,
            cars=people.cars.added,
            makers=people.makers,
        )

    def _aliases(self) -> list[tuple[object, str]]:
        people = (self.people.teams, self.people.cars, self.people.drivers)
        return [*self.classes.aliases, *(pair for each in people for pair in each.aliases)]


def _team_of(row: Entry | EventEntry) -> str:
    return row.team_name if isinstance(row, EventEntry) else row.shown_team_name


def _in_order(problems: list[CellProblem]) -> tuple[CellProblem, ...]:
    """By line, each once: one unknown country may be asked for twice. How many more comes last."""
    unique = {repr(one): one for one in problems}
    return tuple(sorted(unique.values(), key=lambda one: (one.code == "and_more", one.line or 0)))
