"""From which round on new rules of a championship change nothing that is published."""

from championship.models import Championship

from .scoring import Results


def next_unpublished_round(championship: Championship) -> int | None:
    """The first round after every published one, or None if there is none in the calendar.

    Rounds are numbered as the championship counts them. Six queries.
    """
    seasons = seasons_of(championship)
    results = Results(seasons)
    numbers = results.calendar(seasons).numbers
    last = max((numbers[key] for key in results.by_round), default=0)
    return min((number for number in numbers.values() if number > last), default=None)


def seasons_of(championship: Championship) -> list[int]:
    """The keys of the seasons whose rounds count for a championship, its own first. One query."""
    return [championship.season_id, *(feed.season_id for feed in championship.feeds.all())]
