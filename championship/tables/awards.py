"""Awards as files: those of a season, and the ways into a target or of a team."""

from django.utils.translation import gettext_lazy as _

from championship.queries.award_ledger import teams_of
from championship.templatetags.awards import giving_step, names, state_of_way

from .base import FileColumn, Table


class AwardsFile(Table):
    """One line for each place of each award, as it stands or would have stood."""

    kind = FileColumn(_("Award"), accessor="award__get_kind_display")
    target = FileColumn(_("For"), accessor="award")
    target_class = FileColumn(_("Class there"), accessor="award__target_class")
    championship = FileColumn(_("Championship"), accessor="award__championship__name")
    place = FileColumn(_("Place"), accessor="place")
    state = FileColumn(_("State"), accessor="state_display")
    since = FileColumn(_("Since"), accessor="steps")
    holder_number = FileColumn(_("Holder, number"), accessor="holder__number")
    holder = FileColumn(_("Holder"), accessor="holders")
    in_question = FileColumn(_("By the table now"), accessor="proposed")
    used_by = FileColumn(_("Car that used it"), accessor="newest__used_by__number")
    given_by = FileColumn(_("Given by"), accessor="award__given_by__name")
    agreement = FileColumn(_("Agreement"), accessor="award__agreement__name")
    document = FileColumn(_("Document"), accessor="newest__document")
    note = FileColumn(_("Note"), accessor="award__note")
    sources = FileColumn(_("Sources"), accessor="newest__sources")

    def value_since(self, record):
        return _since(record)

    def value_holder(self, record):
        return _names(record)

    def value_in_question(self, record):
        return names(record.proposed) if record.is_in_question else ""

    def value_sources(self, record):
        step = giving_step(record)
        return " ".join((record.award.sources or (step.sources if step else "")).split())


class WaysFile(Table):
    """One line for each way into a target: an award, or a car entered in its own right."""

    target = FileColumn(_("For"), accessor="target")
    car_class = FileColumn(_("Class there"), accessor="car_class")
    team = FileColumn(_("Team"), accessor="line")
    holder = FileColumn(_("Holder"), accessor="line")
    kind = FileColumn(_("Award"), accessor="line__award__get_kind_display")
    series = FileColumn(_("Series"), accessor="line__award__season__series__name")
    season = FileColumn(_("Season"), accessor="line__award__season__name")
    championship = FileColumn(_("Championship"), accessor="line__award__championship__name")
    place = FileColumn(_("Place"), accessor="line__place")
    basis = FileColumn(_("Entered as"), accessor="car__basis")
    state = FileColumn(_("State"), accessor="step")
    since = FileColumn(_("Since"), accessor="line")
    car = FileColumn(_("Car that used it"), accessor="car__number")

    def value_target(self, record):
        return str(record.line.award if record.line else record.car.target)

    def value_team(self, record):
        teams = teams_of(record.line) if record.line else [record.car.team]
        return ", ".join(str(team) for team in teams if team)

    def value_holder(self, record):
        return _names(record.line) if record.line else record.car.team_name

    def value_state(self, record):
        return state_of_way(record)

    def value_since(self, record):
        return _since(record.line) if record.line and not record.is_passed_on else ""


def _since(line):
    """The day of the step by which it was given, or let go; empty if nobody wrote it down."""
    step = giving_step(line)
    return step and step.taken_on


def _names(line):
    """Who has it, without the number, which has a column of its own."""
    return ", ".join(recipient.name for recipient in line.recipients)
