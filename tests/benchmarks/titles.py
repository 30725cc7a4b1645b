"""Who can still win a title, as a multiple of counting the season once."""

from fractions import Fraction
from functools import partial

from .measure import side_by_side

ROUNDS, CONTENDERS = 22, 25


def measure_titles():
    sessions = [_session(number) for number in range(1, ROUNDS + 1)]
    for name, best in (("all results", None), ("the best 18", 18)):
        _measure(f"{name} counting", _title(best), sessions)


def _measure(name, title, sessions):
    from championship.scoring.standings import compute
    from championship.scoring.titles import outlook

    def ask(run):
        outlook(title, sessions[:run], [_to_come(one) for one in sessions[run:]])

    side_by_side(
        f"Titles of {ROUNDS} rounds and {CONTENDERS} contenders, {name}",
        ("one computation of all tables", lambda: compute(title, sessions)),
        [(f"who can win after {run} rounds", partial(ask, run)) for run in (0, 11, 20)],
    )


def _title(best=None):
    from championship.scoring.facts import Kind
    from championship.scoring.rules import Championship, Part, Recipient, Rules, Scale

    scale = Scale(tuple(map(Fraction, (25, 18, 15, 12, 10, 8, 6, 4, 2, 1))), pole=Fraction(1))
    parts = (Part(1, None, best),) if best else ()
    return Championship(Recipient.DRIVER, {1: Rules(scales={Kind.RACE: scale}, parts=parts)})


def _session(number):
    """A race that everybody finishes, each time in another order."""
    from championship.scoring.facts import Bonus, Finish, Honour, Session
    from championship.scoring.states import Status

    order = sorted(range(CONTENDERS), key=lambda driver: (driver * 7 + number * driver) % 26)
    cars = tuple(
        Finish(driver, place, Status.CLASSIFIED, driver, (driver,))
        for place, driver in enumerate(order, start=1)
    )
    return Session(number, number, cars, bonuses=(Bonus(Honour.POLE, order[0]),))


def _to_come(session):
    from dataclasses import replace

    return replace(session, bonuses=())
