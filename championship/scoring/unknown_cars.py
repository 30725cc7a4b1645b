"""Cars that nobody knows: in a result with gaps they hold the places between the known ones."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import replace

from .facts import Finish, Session
from .states import Status


def with_unknown_cars(
    session: Session, classes: Collection[Hashable] | None = None
) -> tuple[Finish, ...]:
    """The cars of an incomplete session as a title of some classes sees them (None: of all).

    Known cars stand where they were reported, in their class or overall; on each place
    between them stands a car of nobody's, which scores for nobody. A part of a class has no
    reported places of its own: there an unknown car may be one of it, and is taken for one.
    """
    in_class = None if classes is None else _top_class(session.finishes, classes)
    known = {
        place: finish
        for finish in session.finishes
        if (place := _place(finish, in_class)) is not None
    }
    last = max(known, default=0)
    cars = [
        replace(known[place], order=place) if place in known else _unknown(session, place, classes)
        for place in range(1, last + 1)
    ]
    others = [finish for finish in session.finishes if _place(finish, in_class) is None]
    return (*cars, *(replace(finish, order=last + finish.order) for finish in others))


def _top_class(finishes: Sequence[Finish], classes: Collection[Hashable]) -> Hashable:
    """The class whose places count: the one of these cars, or the one that it is part of."""
    tops = {
        finish.classes[-1] for finish in finishes if not set(classes).isdisjoint(finish.classes)
    }
    return tops.pop() if len(tops) == 1 else None


def _place(finish: Finish, in_class: Hashable) -> int | None:
    if in_class is None:
        return finish.place
    return finish.class_place if finish.classes[-1:] == (in_class,) else None


def _unknown(session: Session, place: int, classes: Collection[Hashable] | None) -> Finish:
    return Finish(
        car=("unknown", session.key, place),
        order=place,
        status=Status.CLASSIFIED,
        classes=tuple(classes or ()),
        is_known=False,
    )
