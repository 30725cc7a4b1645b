"""What is written down with a step: when and by whom it was said, where, and for whom."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.admin.autocomplete import ManyChoices, OneChoice
from championship.admin.base import LinesField
from championship.admin.languages import LanguagesField, TextInLanguages
from championship.models import (
    Award,
    AwardCandidate,
    AwardStep,
    Championship,
    Notice,
    TargetEntry,
)
from championship.queries.award_candidates import Holder
from championship.scoring.awards import Unsettled
from championship.workflows.awards import GIVES, CannotTakeStep, Said

from .words import choice_words

State = AwardStep.State
LONG = {"class": "vTextField"}
ORDER = ("taken_on", "author", "notice", "document", "note", "sources")


def choice_key(holders):
    """Some holders as a form sends them: entry-12, or driver-3+driver-4."""
    return "+".join(sorted(f"{kind}-{key}" for kind, key in (one.key for one in holders)))


class StepForm(forms.Form):
    """Any step: the day, who said so, and the document. All of it may be unknown."""

    taken_on = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=AdminDateWidget,
        help_text=gettext_lazy("Empty if not recorded."),
    )
    author = forms.CharField(
        label=gettext_lazy("By"),
        required=False,
        max_length=100,
        widget=forms.TextInput(LONG),
        help_text=gettext_lazy("Who said so: ACO, the team."),
    )
    document = forms.CharField(
        label=gettext_lazy("Document"),
        required=False,
        max_length=200,
        widget=forms.TextInput(LONG),
        help_text=gettext_lazy("Press release of 11 February."),
    )
    note = LanguagesField(label=gettext_lazy("Note"), required=False, widget=TextInLanguages)
    sources = LinesField(
        label=gettext_lazy("Sources"),
        required=False,
        widget=forms.Textarea({"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("One source a line."),
    )

    field_order = ORDER

    def __init__(self, *args, line, state, meant="", **kwargs):
        super().__init__(*args, **kwargs)
        self.line, self.state = line, state
        season = line.award.season_id
        self.fields["notice"] = _one_of(
            AwardStep, "notice", Notice.objects.filter(event__season=season), season=season
        )
        self.order_fields(self.field_order)

    @property
    def holders(self):
        """Who is meant; None if the workflow knows."""
        return None

    def said(self, used_by=None):
        """What is kept of it; `used_by` is a car that was added just now."""
        known = self.cleaned_data
        return Said(
            taken_on=known["taken_on"],
            author=known["author"],
            notice=known["notice"],
            document=known["document"],
            used_by=used_by or known.get("used_by"),
            note=known["note"],
            sources=known["sources"],
        )


class GivingForm(StepForm):
    """A step that says who gets it: by the rule, unless somebody else is chosen with a note."""

    field_order = ("holder", "other", *ORDER)

    def __init__(self, *args, meant="", **kwargs):
        super().__init__(*args, meant=meant, **kwargs)
        self.offered = _offered(self.line)
        if self.offered:
            self.fields["holder"] = forms.ChoiceField(
                label=_("For"),
                required=False,
                choices=[(key, words) for key, (words, _who) in self.offered.items()],
                help_text=_("Say in a note why, if it is another one than by the rule."),
            )
            proposed = choice_key(self.line.proposed)
            self.initial["holder"] = meant if meant in self.offered else proposed
        if not self.offered or takes_people(self.line):
            self.fields["other"] = _anybody(self.line.award)
            self.fields["other"].label = _("Somebody else") if self.offered else _("For")
        self.order_fields(self.field_order)

    @property
    def holders(self):
        other = self.cleaned_data.get("other")
        if other:
            return _as_holders(self.line.award, other)
        _words, who = self.offered.get(self.cleaned_data.get("holder"), ("", None))
        return who

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.holders:
            self.add_error("other" if "other" in self.fields else "holder", _("Say who gets it."))
        return cleaned


class UsedForm(StepForm):
    """Which car used it: one that is known there, a new one, or nobody wrote it down."""

    field_order = ("used_by", "number", "team_name", *ORDER)

    def __init__(self, *args, may_add=True, **kwargs):
        super().__init__(*args, **kwargs)
        cars = TargetEntry.objects.filter(target=self.line.award.target_id)
        self.fields["used_by"] = forms.ModelChoiceField(
            cars, label=_("Car that used it"), required=False, empty_label=_("not known")
        )
        if may_add and self.line.award.target_id:
            self.fields["number"] = forms.CharField(
                label=_("Another car: number"),
                required=False,
                max_length=4,
                help_text=_("If it is not among the cars of “%(target)s” yet.")
                % {"target": self.line.award.target},
            )
            self.fields["team_name"] = forms.CharField(
                label=_("Another car: team name there"),
                required=False,
                max_length=100,
                widget=forms.TextInput(LONG),
            )
        self.order_fields(self.field_order)

    def clean(self):
        cleaned = super().clean()
        number, name = cleaned.get("number"), cleaned.get("team_name")
        if not (number or name):
            return cleaned
        if cleaned.get("used_by"):
            self.add_error("used_by", _("Choose a car, or write another one: not both."))
        elif not number:
            self.add_error("number", _("Write its number."))
        elif not name:
            self.add_error("team_name", _("Write the team name it had there."))
        elif TargetEntry.objects.filter(target=self.line.award.target_id, number=number).exists():
            self.add_error("number", _("This car is there already: choose it above."))
        return cleaned

    def added_car(self):
        """The other car, added to those of the target; None if none was written.

        It counts for the team that holds the award. Raises CannotTakeStep if somebody has
        added it in this moment.
        """
        if not self.cleaned_data.get("number"):
            return None
        holder = self.line.holders[0] if self.line.holders else Holder()
        try:
            return TargetEntry.objects.create(
                target=self.line.award.target,
                number=self.cleaned_data["number"],
                team_name=self.cleaned_data["team_name"],
                team_id=holder.team_id,
            )
        except IntegrityError as error:
            raise CannotTakeStep(_("This car is there already: choose it.")) from error


def form_for(state, line):
    """The form of a step."""
    if state == State.USED:
        return UsedForm
    is_given = state in GIVES and not line.is_held
    return GivingForm if is_given or state == State.CONFIRMED else StepForm


def takes_people(line):
    """Whether anybody may be chosen: no table says who, or a committee does."""
    award = line.award
    by_committee = award.if_not_taken == Award.NotTaken.COMMITTEE
    return (
        not award.championship_id
        or (by_committee and not line.proposed)
        or line.unsettled in (Unsettled.NO_TABLE, Unsettled.UNKNOWN, Unsettled.COMMITTEE)
    )


def _offered(line):
    """Everybody of the table from this place on, by key: how it is offered, and who it is."""
    offered = {}
    if line.is_held:  # it may be kept
        offered[choice_key(line.holders)] = (choice_words(line, line.holders), line.holders)
    if line.proposed:
        offered[choice_key(line.proposed)] = (choice_words(line, line.proposed), line.proposed)
    for one in line.table:
        if one.holders:
            words = choice_words(line, one.holders, one)
            offered.setdefault(choice_key(one.holders), (words, one.holders))
    return offered


def _anybody(award):
    """A field in which any holder of the kind that the rule gives to is found by typing."""
    kind = _kind(award)
    model = AwardCandidate._meta.get_field(kind).related_model
    rows = model.objects.all()
    if kind == "entry":
        rows = rows.filter(season=award.season_id)
    return _one_of(AwardCandidate, kind, rows, season=award.season_id, several=kind == "driver")


def _kind(award):
    """By which field of a candidate the holder of an award is known."""
    if award.recipient != Award.Recipient.CREW:
        return award.recipient
    by_driver = (
        award.championship_id and award.championship.recipient == Championship.Recipient.DRIVER
    )
    return "driver" if by_driver else "entry"


def _as_holders(award, chosen):
    rows = [chosen] if not hasattr(chosen, "__iter__") else chosen
    return tuple(Holder(**{_kind(award): row}) for row in rows)


def _one_of(model, name, rows, *, season, several=False):
    """A field whose rows are found by typing, as the admin offers them for this field."""
    db_field = model._meta.get_field(name)
    field, widget = forms.ModelChoiceField, OneChoice
    if several:
        field, widget = forms.ModelMultipleChoiceField, ManyChoices
    made = field(
        rows,
        label=db_field.verbose_name.capitalize(),
        required=False,
        widget=widget(db_field, admin.site),
    )
    made.widget.season = season
    return made
