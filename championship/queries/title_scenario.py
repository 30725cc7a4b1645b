"""What if: finishing places chosen for the contenders, and the table that would result."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.scoring.facts import Bonus, Finish, Honour, Session
from championship.scoring.standings import Row, compute
from championship.scoring.states import Status
from championship.scoring.titles import State, outlook
from championship.scoring.titles_coming import Coming

from .award_candidates import Placed
from .award_words import names_of, nobody_gets_it, rule_sentence
from .awards import JOINED, AwardLine, lines_by
from .recipients import Recipient
from .title_coming import ToCome
from .title_fight import Facts, FightPage, has_open_pole, sentence_of
from .title_words import WIDE_OPEN_CARS, and_list, session_name

# What stands for "doesn't score" in an address, and for the pole among the cars.
NOTHING, POLE = "0", "pole"
# So many rows of the table that would result are shown, and all contenders.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form: the place of one car in one session, or who is on the pole."""

    name: str
    label: str
    options: tuple[Option, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """A session to come, with a field for every car of a contender."""

    heading: str
    slug: str
    fields: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ImaginedRow:
    """A row of the table that would result, beside the one now; `before` is its rank now."""

    rank: int | None
    recipient: Recipient
    points: Fraction
    gained: Fraction
    before: int | None

    @property
    def moved(self) -> int | None:
        """Ranks won, or lost below 0; None if it is not ranked now or then."""
        if self.rank is None or self.before is None:
            return None
        return self.before - self.rank


@dataclass(frozen=True, slots=True)
class ImaginedAward:
    """Who would get an award by the rule, as the table is now and as it would be."""

    line: AwardLine
    rule: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Imagined:
    """What would be: who is champion or still in it, the table, the awards."""

    sentence: str
    changes: tuple[str, ...]
    rows: tuple[ImaginedRow, ...]
    is_cut: bool
    awards: tuple[ImaginedAward, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The form as it was filled in. `query` is its address, without what is not chosen.

    `result` is None before anything is chosen, or while two cars are to take one place.
    """

    sessions: tuple[Choices, ...]
    query: str
    problems: tuple[str, ...]
    result: Imagined | None

    @property
    def has_errors(self) -> bool:
        return any(field.error for session in self.sessions for field in session.fields)


def scenario(page: FightPage, asked: Mapping[str, str]) -> Scenario | None:
    """The form of a title fight with what an address asks for, and what would become of it.

    None if nothing is left to choose. What is not known is left out, and said. No query
    before something is chosen; two at most then, whatever the size of the season.
    """
    if page.facts is None or page.is_decided or not page.facts.coming:
        return None
    return _Form(page, page.facts, asked).scenario()


class _Session:
    """One session to come with the cars that can be chosen, and what was chosen."""

    def __init__(self, facts: Facts, coming: ToCome, cars: Coming, slug: str, whom: list[Hashable]):
        self.coming, self.cars, self.slug = coming, cars, slug
        self.session = coming.session
        own = {finish.car: finish for who in whom for finish in cars.own.get(who, ())}
        self.contenders = {coming.numbers[car]: finish for car, finish in own.items()}
        self.places: dict[str, int | None] = {}
        self.pole: str | None = None
        self.facts = facts

    @property
    def most(self) -> int:
        """The last place there is among the cars that count."""
        return len(self.cars.counting)

    @property
    def has_pole(self) -> bool:
        return has_open_pole(self.cars)

    @property
    def is_chosen(self) -> bool:
        return bool(self.places) or self.pole is not None

    def choose(self, field: str, value: str) -> bool:
        """Take a choice; False if there is no such car or place."""
        if field == POLE:
            self.pole = value if self.has_pole and value in self.contenders else None
            return self.pole is not None
        if field not in self.contenders or not _is_place(value, self.most):
            return False
        self.places[field] = int(value) or None
        return True

    def taken_twice(self) -> dict[int, list[str]]:
        """The places that several cars are to take."""
        takers: dict[int, list[str]] = {}
        for number, place in self.places.items():
            if place is not None:
                takers.setdefault(place, []).append(number)
        return {place: numbers for place, numbers in takers.items() if len(numbers) > 1}

    def imagined(self) -> Session:
        """The session with the chosen cars on their places, and nobody known on the others."""
        finishes = []
        for order, finish in enumerate(self.session.finishes, start=1):
            place = self.places.get(self.coming.numbers[finish.car])
            if place is not None and self._is_chosen(finish):
                finish = replace(
                    finish, status=Status.CLASSIFIED, order=place, place=place, class_place=place
                )
            else:
                finish = replace(finish, status=Status.RETIRED, order=order, place=None)
                finish = replace(finish, class_place=None)
            finishes.append(finish)
        bonuses = self.session.bonuses
        if self.pole is not None:
            bonuses += (Bonus(Honour.POLE, self.contenders[self.pole].car),)
        return replace(self.session, finishes=tuple(finishes), bonuses=bonuses, is_incomplete=True)

    def _is_chosen(self, finish: Finish) -> bool:
        number = self.coming.numbers[finish.car]
        return number in self.contenders and self.contenders[number].car == finish.car

    # The form

    def choices(self) -> Choices:
        fields = [self._field(number) for number in self.contenders]
        if self.has_pole and self.contenders:
            fields.append(self._pole_field())
        return Choices(self.heading, self.slug, tuple(fields))

    @property
    def heading(self) -> str:
        planned = self.coming.planned
        words = {
            "number": self.session.round,
            "session": session_name(planned.name, planned.event_name),
        }
        return _("Round %(number)s: %(session)s") % words

    def label(self, number: str) -> str:
        """A car with whoever of the title is in it: "#4 CrowdStrike Racing by APR"."""
        whom = self.cars.own
        finish = self.contenders[number]
        names = [
            self.facts.recipient(who).name
            for who, cars in whom.items()
            if any(one.car == finish.car for one in cars)
        ]
        return f"#{number} {and_list(names)}"

    def _field(self, number: str) -> Choice:
        chosen = self.places.get(number, "") if number in self.places else ""
        value = NOTHING if chosen is None else str(chosen)
        known = [("", _("not chosen")), (NOTHING, _("doesn’t score"))]
        known += [(str(place), str(place)) for place in range(1, self.most + 1)]
        return Choice(
            name=f"{self.slug}.{number}",
            label=self.label(number),
            options=tuple(Option(one, label, one == value) for one, label in known),
            error=self._error(number),
        )

    def _error(self, number: str) -> str:
        for place, numbers in self.taken_twice().items():
            others = [f"#{other}" for other in numbers if other != number]
            if number in numbers:
                words = {"place": place, "others": and_list(others)}
                return _("Place %(place)s is taken by %(others)s too. Choose another one.") % words
        return ""

    def _pole_field(self) -> Choice:
        known = [("", _("not chosen")), *((one, self.label(one)) for one in self.contenders)]
        return Choice(
            name=f"{self.slug}.{POLE}",
            label=_("Pole position"),
            options=tuple(Option(one, label, one == (self.pole or "")) for one, label in known),
        )


class _Form:
    """The choices for all sessions to come, as an address fills them in."""

    def __init__(self, page: FightPage, facts: Facts, asked: Mapping[str, str]):
        self.page, self.facts = page, facts
        whom = facts.outlook.of(State.ALIVE)
        shown = [who for who in whom if self._is_shown(who, page)]
        self.whom = shown
        slugs: dict[str, int] = {}
        self.sessions: list[_Session] = []
        for coming, cars in zip(facts.coming, facts.cars, strict=True):
            slug = coming.planned.slug
            slugs[slug] = slugs.get(slug, 0) + 1
            unique = slug if slugs[slug] == 1 else f"{slug}-{slugs[slug]}"
            self.sessions.append(_Session(facts, coming, cars, unique, shown))
        self.unknown = [name for name, value in asked.items() if not self._choose(name, value)]

    def _is_shown(self, who: Hashable, page: FightPage) -> bool:
        fighters = page.fighters[:WIDE_OPEN_CARS]
        return any(who in one.keys for one in fighters)

    def _choose(self, name: str, value: str) -> bool:
        """Take a choice from an address. Words without a dot are not ours."""
        slug, dot, field = name.rpartition(".")
        if not dot or not value:
            return True
        session = next((one for one in self.sessions if one.slug == slug), None)
        return session is not None and session.choose(field, value)

    def scenario(self) -> Scenario:
        sessions = tuple(one.choices() for one in self.sessions)
        form = Scenario(sessions, self._query(), tuple(self._problems()), None)
        if form.has_errors or not any(one.is_chosen for one in self.sessions):
            return form
        return replace(form, result=self._imagined())

    def _query(self) -> str:
        chosen = {
            field.name: option.value
            for session in self.sessions
            for field in session.choices().fields
            for option in field.options
            if option.is_chosen and option.value
        }
        after = {} if self.page.is_newest else {"after": str(self.page.after)}
        return urlencode(after | chosen)

    def _problems(self) -> Iterator[str]:
        if self.unknown:
            text = ngettext(
                "One choice in this address is not known here, and was left out.",
                "%(number)s choices in this address are not known here, and were left out.",
                len(self.unknown),
            )
            yield text % {"number": len(self.unknown)}

    def _imagined(self) -> Imagined:
        facts, title = self.facts, self.facts.title
        chosen = [one.imagined() for one in self.sessions if one.is_chosen]
        left = [one.session for one in self.sessions if not one.is_chosen]
        run = title.run(facts.after)
        now, then = self._table(run), self._table([*run, *chosen])
        found = outlook(title.rules, [*run, *chosen], left, title.decisions, with_enough=False)
        return Imagined(
            sentence=sentence_of(facts, found, is_over=not left),
            changes=tuple(self._changes(now, then)),
            rows=tuple(self._rows(now, then)),
            is_cut=len(then) > len(list(self._rows(now, then))),
            awards=tuple(self._awards(now, then)),
        )

    def _table(self, sessions: list[Session]) -> tuple[Row, ...]:
        title = self.facts.title
        listed = [one.recipient for one in self.facts.outlook.contenders]
        last = title.calendar.last
        return compute(
            title.rules, sessions, title.decisions, listed=listed, last_round=last
        ).newest

    def _rows(self, now: Iterable[Row], then: Iterable[Row]) -> Iterator[ImaginedRow]:
        before = {row.recipient: row for row in now}
        for row in then:
            if row.line > SHOWN and row.recipient not in self.whom:
                continue
            known = before.get(row.recipient)
            yield ImaginedRow(
                rank=row.rank,
                recipient=self.facts.recipient(row.recipient),
                points=row.points,
                gained=row.points - known.points if known else row.points,
                before=known.rank if known else None,
            )

    def _changes(self, now: tuple[Row, ...], then: tuple[Row, ...]) -> Iterator[str]:
        """Who would take the lead, in a sentence; nothing if it stays."""
        first = [[row.recipient for row in table if row.rank == 1] for table in (now, then)]
        if now and first[0] != first[1]:
            names = [and_list([self.facts.label(who) for who in whom]) for whom in first]
            yield _("%(then)s would be first instead of %(now)s.") % {
                "now": names[0],
                "then": names[1],
            }

    def _awards(self, now: tuple[Row, ...], then: tuple[Row, ...]) -> Iterator[ImaginedAward]:
        chosen = self.page.championship.awards.order_by("place", "pk")
        awards = list(chosen.select_related(*JOINED))
        before, after = lines_by(awards, self._placed(now), self._placed(then))
        for old, new in zip(before, after, strict=True):
            yield ImaginedAward(new, rule_sentence(new.award), _who_gets(old), _who_gets(new))

    def _placed(self, rows: Iterable[Row]) -> dict[int, list[Placed]]:
        """A table as the rules of awards ask for it."""
        ranked = [row for row in rows if row.rank is not None]
        placed = [Placed(row.rank, self.facts.subjects[row.recipient]) for row in ranked]
        return {self.page.championship.pk: placed}


def _who_gets(line: AwardLine) -> str:
    return names_of(line.proposed) or nobody_gets_it(line)


def _is_place(value: str, most: int) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 4 and int(value) <= most
