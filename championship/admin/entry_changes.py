"""What became of cars, in words: on the page that follows, and in their histories."""

from collections import defaultdict

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .history import write_history

NAMED = 12  # so many cars stand by number in one message


def tell(request, changed, done):
    """Say what was done: `done` is its ngettext_lazy, with %(count)d and %(cars)s."""
    if changed.cars:
        text = done % {"count": len(changed.cars), "cars": listed(changed.cars)}
        messages.success(request, text)
    tell_what_followed(request, changed)
    if changed.left_alone:
        messages.warning(request, _left_alone(changed.left_alone))


def tell_what_followed(request, changed):
    """Say what a change of status meant for other cars, and for coming events."""
    if changed.moved_up:
        text = _("Now on the reserve list: %(places)s.")
        places = (
            _("#%(number)s in place %(place)s") % {"number": car.number, "place": car.reserve_place}
            for car in changed.moved_up
        )
        messages.info(request, text % {"places": ", ".join(places)})
    for event, cars in _by_event(changed.withdrawn_at):
        text = _("Withdrawn from %(event)s too: %(cars)s.")
        messages.info(request, text % {"event": event, "cars": listed(cars)})
    for events, cars in _by_missing(changed.not_entered_at):
        text = _("Not entered yet at %(events)s: %(cars)s. Carry over there, or look at its list.")
        messages.info(request, text % {"events": ", ".join(events), "cars": listed(cars)})


def keep(request, changed, text="", note=""):
    """Write the histories: of the changed cars if there is a `text`, of others in any case.

    A car that moved up was changed too: whoever has its page open is told when saving.
    """
    lines = [(car, explained(text, note)) for car in changed.cars if text]
    lines += [
        (car, _("Place %(place)s on the reserve list.") % {"place": car.reserve_place})
        for car in changed.moved_up
    ]
    with_season = explained(_("Withdrawn with its entry of the season."), note)
    lines += [(car, with_season) for car in changed.withdrawn_at]
    write_history(request.user, lines)


def explained(text, note):
    return f"{text} {note}".strip()


def listed(cars):
    """ "#4, #7, #12", and how many more if there are many."""
    numbers = ", ".join(f"#{car.number}" for car in cars[:NAMED])
    more = len(cars) - NAMED
    if more <= 0:
        return numbers
    text = ngettext("%(numbers)s and %(count)d more", "%(numbers)s and %(count)d more", more)
    return text % {"numbers": numbers, "count": more}


def _left_alone(cars):
    reasons = defaultdict(list)
    for left in cars:
        reasons[left.reason].append(left.car)
    groups = (
        _("%(cars)s (%(reason)s)") % {"cars": listed(group), "reason": reason}
        for reason, group in reasons.items()
    )
    return _("Left alone: %(groups)s.") % {"groups": ", ".join(groups)}


def _by_event(cars):
    events = defaultdict(list)
    for car in cars:
        events[car.event].append(car)
    return events.items()


def _by_missing(not_entered_at):
    """Cars by the events that do not have them: mostly all of them are missing at the same."""
    events_of = defaultdict(list)
    cars_of = {}
    for event, cars in not_entered_at:
        for car in cars:
            events_of[car.pk].append(str(event))
            cars_of[car.pk] = car
    groups = defaultdict(list)
    for key, events in events_of.items():
        groups[tuple(events)].append(cars_of[key])
    return groups.items()
