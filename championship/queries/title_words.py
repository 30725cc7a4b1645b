"""Who is champion, can still be, and what would do, in sentences."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.models import Championship, TitleState
from championship.scoring.fractions import written

from .recipients import RANKED, recipient_of

CHAMPION, ALIVE = TitleState.State.CHAMPION, TitleState.State.ALIVE
# So many are named in a sentence; with more than so many a title is wide open. Drivers
# come three to a car.
NAMED = 6
WIDE_OPEN = {Championship.Recipient.DRIVER: 36}
WIDE_OPEN_CARS = 12


def stored_states(championship: Championship, after: int | None) -> QuerySet[TitleState]:
    """Who is champion or can still be, as it was stored with the table after a round."""
    rows = TitleState.objects.filter(championship=championship, after=after)
    joined = RANKED[Championship.Recipient(championship.recipient)]
    return rows.filter(state__in=(CHAMPION, ALIVE)).select_related(*joined)


def title_sentence(
    championship: Championship, states: Iterable[TitleState], *, is_over: bool
) -> str:
    """What is decided, from the rows of stored_states(). No query.

    Empty where nothing is known: a combined title that is not complete, or results with gaps.
    """
    found = sorted(states, key=lambda row: row.order)
    names = [recipient_of(row).label for row in found]
    if any(row.state == CHAMPION for row in found):
        champions = [name for row, name in zip(found, names, strict=True) if row.state == CHAMPION]
        return champion_sentence(champions, is_over=is_over)
    is_exact = all(row.is_exact for row in found)
    return alive_sentence(championship.recipient, names, is_exact=is_exact)


def champion_sentence(names: Sequence[str], *, is_over: bool) -> str:
    """Who is champion: "#4 CrowdStrike Racing by APR is champion."."""
    words = {"names": and_list(names)}
    if is_over:
        text = ngettext("%(names)s is champion.", "%(names)s are champions.", len(names))
    else:
        text = ngettext(
            "Decided: %(names)s is champion, whatever happens in the rounds to come.",
            "Decided: %(names)s are champions, whatever happens in the rounds to come.",
            len(names),
        )
    return text % words


def alive_sentence(recipient: str, names: Sequence[str], *, is_exact: bool = True) -> str:
    """How many can still be champion, by name if they are few. Empty if there is nobody."""
    if not names:
        return ""
    sentence = _how_many(recipient, len(names))
    most = WIDE_OPEN.get(Championship.Recipient(recipient), WIDE_OPEN_CARS)
    if len(names) <= NAMED:
        sentence = _("%(how_many)s: %(names)s.") % {
            "how_many": sentence,
            "names": and_list(names),
        }
    else:
        text = _("Wide open. %(how_many)s.") if len(names) > most else _("%(how_many)s.")
        sentence = text % {"how_many": sentence}
    return sentence if is_exact else f"{sentence} {bound_sentence()}"


def bound_sentence() -> str:
    """What it means that not all is proved."""
    return _("It may be fewer: not every outcome could be looked at.")


def _how_many(recipient: str, number: int) -> str:
    """Count those who can still win, as a sentence begins."""
    match recipient:
        case Championship.Recipient.ENTRY:
            text = ngettext(
                "Only one car can still be champion",
                "%(number)s cars can still be champion",
                number,
            )
        case Championship.Recipient.DRIVER:
            text = ngettext(
                "Only one driver can still be champion",
                "%(number)s drivers can still be champion",
                number,
            )
        case Championship.Recipient.TEAM:
            text = ngettext(
                "Only one team can still be champion",
                "%(number)s teams can still be champion",
                number,
            )
        case _:
            text = ngettext(
                "Only one manufacturer can still be champion",
                "%(number)s manufacturers can still be champion",
                number,
            )
    return capitalised(text % {"number": number_word(number)})


def number_word(number: int) -> str:
    """Numbers to ten in words."""
    words = (
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
    )
    return words[number - 1] if 1 <= number <= len(words) else str(number)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def and_list(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    return str(get_text_list(list(names), _("and")))


# What suffices


def margin_words(rival: str, points: Fraction) -> str:
    """How many points more than a rival are enough: "12 points more than #99"."""
    if points == 0:
        text = _("as many points as %(rival)s")
    elif points > 0:
        text = ngettext(
            "%(points)s point more than %(rival)s",
            "%(points)s points more than %(rival)s",
            _plural(points),
        )
    else:
        text = ngettext(
            "at most %(points)s point fewer than %(rival)s",
            "at most %(points)s points fewer than %(rival)s",
            _plural(points),
        )
    return text % {"points": written(abs(points)), "rival": rival}


def _plural(points: Fraction) -> int:
    """The number that a plural form follows: one point, all else are points."""
    return 1 if abs(points) == 1 else 2


def margins_sentence(who: str, margins: Sequence[tuple[str, Fraction]], rounds: int) -> str:
    """What one, or a crew, has to score more than each rival: sufficient, less may do."""
    words = {
        "who": who,
        "margins": and_list([margin_words(*margin) for margin in margins]),
        "when": last_rounds(rounds),
    }
    return capitalised(_("%(who)s is champion with %(margins)s %(when)s.") % words)


def crew_words(number: str) -> str:
    return _("the crew of #%(number)s") % {"number": number}


def last_rounds(number: int) -> str:
    text = ngettext("in the last round", "in the last %(number)s rounds", number)
    return text % {"number": number_word(number)}


def enough_sentence(points: Fraction) -> str:
    """Points that are enough, whatever the others do."""
    text = ngettext(
        "%(points)s point more is enough, whatever the others do.",
        "%(points)s points more are enough, whatever the others do.",
        _plural(points),
    )
    return text % {"points": written(points)}


def next_place_sentence(place: int, session: str) -> str:
    """The lowest place in the next session that decides the title there and then."""
    words = {"place": place, "session": session}
    if place == 1:
        return _("A win in %(session)s decides it.") % words
    return _("Place %(place)s or better in %(session)s decides it.") % words


def session_name(name: str, event: str) -> str:
    """A session beside its event: "Race 2, Abu Dhabi"; one to be announced is its event's."""
    return _("%(session)s, %(event)s") % {"session": name, "event": event} if name else event
