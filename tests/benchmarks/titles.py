"""Who can still win a title, as a multiple of counting the season once."""

import time
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

    def ask(run, **how):
        outlook(title, sessions[:run], [_to_come(one) for one in sessions[run:]], **how)

    side_by_side(
        f"Titles of {ROUNDS} rounds and {CONTENDERS} contenders, {name}",
        ("one computation of all tables", lambda: compute(title, sessions)),
        [
            *((f"who can win after {run} rounds", partial(ask, run)) for run in (0, 11, 20)),
            *(
                (f"the states alone after {run} rounds", partial(ask, run, with_enough=False))
                for run in (0, 11, 20)
            ),
        ],
    )


def measure_stored_titles():
    """Storing who can win, beside storing the tables, for the season that is shipped."""
    from championship.models import LedgerLine, Season, Standing, TitleState
    from championship.workflows import standings

    season = Season.objects.get(series__slug="aslms", slug="2023-24")
    real = standings.store_title_states

    def store(states, newest=None):
        tables = Standing.objects.filter(championship__season=season)
        lines = LedgerLine.objects.filter(championship__season=season)
        if newest:
            tables = tables.filter(after=newest)
        for rows in (tables, lines, TitleState.objects.filter(after__gte=newest or 1)):
            rows.delete()
        standings.store_title_states = real if states else lambda *_asked: []
        try:
            start = time.process_time()
            standings.store_standings(season)
            return time.process_time() - start
        finally:
            standings.store_title_states = real

    side_by_side(
        "Storing the tables of the Asian Le Mans Series 2023/24",
        ("the tables and ledgers alone", lambda: store(False)),
        [
            ("with who can win after every round", lambda: store(True)),
            ("with who can win after the last round", lambda: store(True, newest=5)),
        ],
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
