"""The page of a title fight: who can still win, what suffices, and what is still to be won."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import F, FilteredRelation, Q

from championship.models import (
    CarClass,
    Championship,
    Driver,
    Entry,
    Manufacturer,
    Season,
    Team,
    TitleState,
)
from championship.scoring.facts import Honour
from championship.scoring.titles import Contender, Margin, Outlook, State
from championship.scoring.titles_coming import Coming

from .recipients import Recipient, recipient_entry, recipient_someone
from .scoring import RECIPIENT_FIELD
from .title_coming import Title, ToCome, title_of
from .title_words import (
    WIDE_OPEN_CARS,
    alive_sentence,
    and_list,
    champion_sentence,
    crew_words,
    enough_sentence,
    margins_sentence,
    next_place_sentence,
    session_name,
)

Subject = Entry | Driver | Team | Manufacturer
SUBJECTS = {
    Championship.Recipient.ENTRY: Entry.objects.select_related("team", "car_class"),
    Championship.Recipient.DRIVER: Driver.objects.all(),
    Championship.Recipient.TEAM: Team.objects.all(),
    Championship.Recipient.MANUFACTURER: Manufacturer.objects.all(),
}

# A sentence with more rivals than that nobody reads to its end.
MOST_RIVALS = 6


@dataclass(frozen=True, slots=True)
class Fighter:
    """One contender, or the drivers of one car who are as far and have the same left.

    `keys` are those of the recipients; `suffices` are sentences, each enough by itself.
    """

    keys: tuple[Hashable, ...]
    recipients: tuple[Recipient, ...]
    numbers: tuple[str, ...]
    state: str
    points: Fraction
    most: Fraction | None
    is_exact: bool
    suffices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return and_list([one.name for one in self.recipients])

    @property
    def number(self) -> str:
        """Of a car, for its plate."""
        return self.recipients[0].number

    @property
    def car_class(self) -> CarClass | None:
        return self.recipients[0].car_class


@dataclass(frozen=True, slots=True)
class Available:
    """What anybody can still score in one round, at most."""

    number: int
    name: str
    sessions: int
    points: Fraction
    factor: Fraction | None
    has_pole: bool


@dataclass(frozen=True, slots=True)
class FightPage:
    """A title after a round. `outlook` is None where nothing can be computed: see `why_not`.

    `why_not` is "combined", "gaps" or "nothing"; `decided_after` the round that decided it.
    """

    championship: Championship
    why_not: str = ""
    after: int = 0
    tables: tuple[int, ...] = ()
    is_provisional: bool = False
    sentence: str = ""
    decided_after: int | None = None
    fighters: tuple[Fighter, ...] = ()
    out: tuple[Fighter, ...] = ()
    available: tuple[Available, ...] = ()
    points_available: Fraction = Fraction(0)
    is_exact: bool = True
    facts: "Facts | None" = field(default=None, repr=False)

    @property
    def is_newest(self) -> bool:
        return not self.tables or self.after == self.tables[-1]

    @property
    def is_decided(self) -> bool:
        return any(one.state == State.CHAMPION for one in self.fighters)

    @property
    def is_wide_open(self) -> bool:
        return not self.is_decided and len(self.fighters) > WIDE_OPEN_CARS

    @property
    def out_count(self) -> int:
        return sum(len(one.recipients) for one in self.out)

    @property
    def has_margins(self) -> bool:
        return any(one.suffices for one in self.fighters)

    @property
    def has_scenario(self) -> bool:
        return bool(self.available)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a scenario is worked out from: the title, its outlook and who is who."""

    title: Title
    after: int
    outlook: Outlook
    coming: tuple[ToCome, ...]
    cars: tuple[Coming, ...]
    subjects: Mapping[Hashable, Subject]

    def recipient(self, who: Hashable) -> Recipient:
        subject = self.subjects[who]
        if isinstance(subject, Entry):
            return recipient_entry(subject)
        return recipient_someone(subject)

    def label(self, who: Hashable) -> str:
        return self.recipient(who).label

    def short(self, whom: Sequence[Hashable]) -> str:
        """One, or the drivers of one car, as briefly as one can: "#4", "the crew of #17"."""
        if len(whom) == 1:
            one = self.recipient(whom[0])
            return f"#{one.number}" if one.number else one.name
        numbers = self.numbers_of(whom[0])
        if len(numbers) == 1:
            return crew_words(numbers[0])
        return and_list([self.label(who) for who in whom])

    def numbers_of(self, who: Hashable) -> tuple[str, ...]:
        """The numbers of somebody's cars in the sessions to come."""
        numbers = dict.fromkeys(
            coming.numbers[finish.car]
            for coming, cars in zip(self.coming, self.cars, strict=True)
            for finish in cars.own.get(who, ())
        )
        return tuple(numbers)

    def cars_of(self, driver: Hashable) -> Hashable:
        """The cars of a driver in each session to come; None of anybody else, or without one."""
        if self.title.row.recipient != Championship.Recipient.DRIVER:
            return None
        cars = tuple(
            tuple(finish.car for finish in coming.own.get(driver, ())) for coming in self.cars
        )
        return cars if any(cars) else None


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A championship, its season and class joined, and who was champion after which round.

    `champions` are the stored states: keys of an entry, driver, team and manufacturer.
    """

    championship: Championship
    champions: Mapping[int, set[tuple[int | None, ...]]]

    @property
    def season(self) -> Season:
        return self.championship.season


def find_title(series: str, season: str, slug: str) -> FoundTitle | None:
    """The championship at an address, whoever may see it; None if there is none. One query."""
    is_champion = Q(title_states__state=TitleState.State.CHAMPION)
    whom = {f"champion_{field}": F(f"champions__{field}") for field in RECIPIENT_FIELD.values()}
    rows = (
        Championship.objects.filter(season__series__slug=series, season__slug=season, slug=slug)
        .select_related("season__series", "car_class", "combination")
        .annotate(
            champions=FilteredRelation("title_states", condition=is_champion),
            champion_after=F("champions__after"),
            **whom,
        )
    )
    champions: defaultdict[int, set[tuple[int | None, ...]]] = defaultdict(set)
    found = list(rows)
    for row in found:
        if row.champion_after is not None:
            champions[row.champion_after].add(tuple(getattr(row, name) for name in whom))
    return FoundTitle(found[0], champions) if found else None


def fight_page(found: FoundTitle, after: str = "") -> FightPage | None:
    """A championship after a round, the newest unless another is wanted.

    None if there is no table after such a round. Six queries at most, whatever the size of
    the season.
    """
    championship = found.championship
    if hasattr(championship, "combination"):
        return FightPage(championship, "combined") if not after else None
    title = title_of(championship)
    tables = tuple(title.tables)
    shown = _wanted(tables, after)
    if shown is None:
        return None
    if title.has_gaps:
        return FightPage(championship, "gaps", after=shown, tables=tables)
    page = _page(found, title, shown, tables)
    return page if page.fighters or page.out else FightPage(championship, "nothing")


def _wanted(tables: Sequence[int], after: str) -> int | None:
    if after:
        return next((number for number in tables if str(number) == after), None)
    return max(tables, default=0)


def _page(found: FoundTitle, title: Title, after: int, tables: tuple[int, ...]) -> FightPage:
    outlook = title.outlook(after)
    facts = _facts(title, after, outlook)
    fighters = _fighters(facts)
    return FightPage(
        championship=found.championship,
        after=after,
        tables=tables,
        is_provisional=_is_provisional(title, after),
        sentence=sentence_of(facts, outlook, is_over=not facts.coming),
        decided_after=_decided_after(found, after) if outlook.is_decided else None,
        fighters=tuple(one for one in fighters if one.state != State.OUT),
        out=tuple(one for one in fighters if one.state == State.OUT),
        available=tuple(_available(facts)),
        points_available=outlook.points_available,
        is_exact=outlook.is_exact,
        facts=facts,
    )


def _facts(title: Title, after: int, outlook: Outlook) -> Facts:
    coming = tuple(title.to_come(after))
    keys = [one.recipient for one in outlook.contenders]
    subjects = SUBJECTS[Championship.Recipient(title.row.recipient)].in_bulk(keys)
    cars = tuple(Coming(title.rules, one.session, title.decisions) for one in coming)
    return Facts(title, after, outlook, coming, cars, subjects)


def _is_provisional(title: Title, after: int) -> bool:
    """Whether a result that the table rests on is provisional."""
    return any(session.key in title.provisional for session in title.run(after))


def _decided_after(title: FoundTitle, after: int) -> int | None:
    """The round after which the title was decided for good, as it was stored."""
    rounds = sorted((number for number in title.champions if number <= after), reverse=True)
    found = None
    for number in rounds:
        if title.champions[number] != title.champions[rounds[0]]:
            break
        found = number
    return found


def sentence_of(facts: Facts, outlook: Outlook, *, is_over: bool) -> str:
    """What is decided, or who is still in it."""
    champions = [facts.label(who) for who in outlook.of(State.CHAMPION)]
    if champions:
        return champion_sentence(champions, is_over=is_over)
    names = [facts.label(who) for who in outlook.of(State.ALIVE)]
    return alive_sentence(facts.title.row.recipient, names, is_exact=outlook.is_exact)


# Contenders


def _fighters(facts: Facts) -> list[Fighter]:
    groups: dict[Hashable, list[Contender]] = {}
    for one in facts.outlook.contenders:
        groups.setdefault(_alike(facts, one), []).append(one)
    return [_fighter(facts, group) for group in groups.values()]


def _alike(facts: Facts, one: Contender) -> Hashable:
    """The same for drivers who have scored the same and share their cars to come."""
    cars = facts.cars_of(one.recipient)
    if cars is None:
        return one.recipient
    return one.state, one.points, one.most, one.enough, one.next_place, cars


def _fighter(facts: Facts, group: list[Contender]) -> Fighter:
    first = group[0]
    recipients = tuple(facts.recipient(one.recipient) for one in group)
    return Fighter(
        keys=tuple(one.recipient for one in group),
        recipients=recipients,
        numbers=() if recipients[0].number else facts.numbers_of(first.recipient),
        state=first.state.value,
        points=first.points,
        most=first.most,
        is_exact=first.is_exact,
        suffices=tuple(_suffices(facts, group)),
    )


def _suffices(facts: Facts, group: list[Contender]) -> Iterator[str]:
    """Each sentence is enough by itself, the shortest first. What is so of one is of its crew."""
    one = group[0]
    if one.enough is not None:
        yield enough_sentence(one.enough)
    if one.next_place is not None:
        planned = facts.coming[0].planned
        session = session_name(planned.name, planned.event_name)
        yield next_place_sentence(one.next_place, session)
    margins = _margins(facts, one.margins)
    if 0 < len(margins) <= MOST_RIVALS:
        rounds = len({coming.session.round for coming in facts.coming})
        who = facts.short([mate.recipient for mate in group])
        yield margins_sentence(who, margins, rounds)


def _margins(facts: Facts, margins: Iterable[Margin]) -> list[tuple[str, Fraction]]:
    """Rivals by name, each with what to score more. The drivers of one car are one rival."""
    rivals: dict[Hashable, list[Margin]] = {}
    for margin in margins:
        key = facts.cars_of(margin.rival) or margin.rival
        rivals.setdefault((key, margin.points), []).append(margin)
    return [(facts.short([one.rival for one in crew]), crew[0].points) for crew in rivals.values()]


# Points to come


def has_open_pole(coming: Coming) -> bool:
    """Whether points for a pole position are still to be won in a session."""
    return Honour.POLE in coming.open and coming.scale.pole > 0


def _available(facts: Facts) -> list[Available]:
    found = []
    for number, points in sorted(facts.outlook.available.items()):
        own = [one for one in facts.coming if one.session.round == number]
        poles = (has_open_pole(one) for one in facts.cars if one.session.round == number)
        factors = {one.session.factor for one in own}
        found.append(
            Available(
                number=number,
                name=own[0].planned.event_name,
                sessions=len(own),
                points=points,
                factor=factors.pop() if len(factors) == 1 else None,
                has_pole=any(poles),
            )
        )
    return found
