"""The cars of a session as one championship sees them: who counts there, in which place."""

from collections import Counter
from collections.abc import Hashable, Sequence

from .decisions import Decision, Effect, about
from .facts import Finish, Session
from .rules import Championship, Guests, Recipient, Rules, Surplus
from .states import Status
from .unknown_cars import with_unknown_cars

CLASSIFIED = Status.CLASSIFIED


class Field:
    """The cars of a championship's classes in one session, in the order of the result.

    `places` holds the place of each classified car that takes one; `out` the cars that
    score nothing here; `surplus` further cars beside those who have enough of them;
    `barred` the drivers who don't count, though others of their crew do.
    """

    def __init__(
        self,
        championship: Championship,
        rules: Rules,
        session: Session,
        decisions: Sequence[Decision],
    ):
        self.championship = championship
        self.rules = rules
        self.decisions = decisions
        self.cars = self._cars_of_the_classes(session)
        self.barred = self._barred_drivers() if decisions else frozenset()
        self.places: dict[Hashable, int] = {}
        self.out: set[Hashable] = set()
        self.surplus: set[tuple[Hashable, Hashable]] = set()
        self._find_places()

    def _cars_of_the_classes(self, session: Session) -> list[Finish]:
        classes = self.championship.classes
        cars = with_unknown_cars(session, classes) if session.is_incomplete else session.finishes
        finishes = sorted(cars, key=lambda finish: finish.order)
        if len({finish.car for finish in finishes}) < len(finishes):
            twice = Counter(finish.car for finish in finishes).most_common(1)
            raise ValueError(f"in session {session.key} twice: {twice[0][0]}")
        if classes is None:
            return finishes
        return [finish for finish in finishes if not classes.isdisjoint(finish.classes)]

    def _find_places(self) -> None:
        place, limit = 0, self.rules.cars_counted
        counted: Counter[Hashable] = Counter()
        check = self._needs_checking()
        for finish in self.cars:
            passed_over = False
            if check and (keeps_place := self._ineligible(finish)) is not None:
                self.out.add(finish.car)
                passed_over = not keeps_place
            elif limit is not None:
                passed_over = self._is_surplus_passed_over(finish, counted, limit)
            if finish.status is CLASSIFIED and not passed_over:
                place += 1
                self.places[finish.car] = place

    def _needs_checking(self) -> bool:
        return (
            bool(self.decisions)
            or self.rules.entries is not None
            or not all(finish.scores for finish in self.cars)
        )

    def _ineligible(self, finish: Finish) -> bool | None:
        """Whether a car that can't score keeps its place; None if it can score."""
        for decision in self.decisions:
            if decision.effect is Effect.NOT_ELIGIBLE and decision.names_car(finish):
                return decision.keeps_place
        if not finish.is_known:
            return None
        if self.rules.guests is Guests.SCORE:
            return None
        entries = self.rules.entries
        registered = finish.scores and (entries is None or finish.entry in entries)
        return None if registered else self.rules.guests is Guests.KEEP_PLACE

    def _is_surplus_passed_over(
        self, finish: Finish, counted: Counter[Hashable], limit: int
    ) -> bool:
        if finish.status is not CLASSIFIED:
            return False
        mine = self.recipients(finish)
        counted.update(mine)
        enough = [recipient for recipient in mine if counted[recipient] > limit]
        self.surplus.update((finish.car, recipient) for recipient in enough)
        return self.rules.surplus is Surplus.PASSED_OVER and bool(mine) and enough == list(mine)

    def recipients(self, finish: Finish) -> tuple[Hashable, ...]:
        recipient = self.championship.recipient
        if recipient is Recipient.DRIVER:
            return finish.drivers
        own: Hashable = getattr(finish, recipient.value)
        return () if own is None else (own,)

    def scorers(self, finish: Finish) -> tuple[Hashable, ...]:
        """Those of the recipients of a car who score with it."""
        return tuple(
            recipient
            for recipient in self.recipients(finish)
            if recipient not in self.barred and (finish.car, recipient) not in self.surplus
        )

    def _barred_drivers(self) -> frozenset[Hashable]:
        """Drivers who don't count here, beside others of their crew who do."""
        if self.championship.recipient is not Recipient.DRIVER:
            return frozenset()
        ruled = about(self.decisions, Effect.NOT_ELIGIBLE, Recipient.DRIVER)
        return frozenset(driver for driver, _decision in ruled)
