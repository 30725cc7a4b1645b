"""As what a result is published: its state, until when it is provisional, number and cause."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from championship.admin.base import LinesField
from championship.admin.circuit_time import CircuitTimeField, in_minutes
from championship.models import Classification
from championship.queries.award_words import names_of, what_it_is
from championship.workflows.results import NEXT_STATES

State = Classification.State


class TicketsField(forms.MultipleChoiceField):
    """What was ticked of what was offered: the workflow refuses what no longer holds."""

    def valid_value(self, value):
        return True


class PublishForm(forms.Form):
    """Any state can be sent: the workflow refuses what does not follow, and says who was first."""

    state = forms.ChoiceField(
        label=_("Publish as"), choices=State.choices, widget=forms.RadioSelect
    )
    provisional_until = CircuitTimeField(
        label=_("Provisional until"),
        required=False,
        help_text=_("The end of the time for protests. Counts only while it is provisional."),
    )
    document_number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"size": 12, "class": "vTextField"}),
        help_text=_("On the notice board. Empty if it has none."),
    )
    note = LinesField(
        label=_("Cause"),
        required=False,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Why it is published, printed above the result."),
    )

    def __init__(self, *args, session, with_awards=False, **kwargs):
        super().__init__(*args, **kwargs)
        if with_awards:
            self.fields["awards"] = TicketsField(
                label=_("Confirm these awards with it"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Not while it is provisional."),
            )
        self.fields["provisional_until"].at(session.event.circuit)
        if session.season.protest_minutes:
            self.initial["provisional_until"] = in_minutes(session.season.protest_minutes)

    def offer(self, last, *, is_settled=False):
        """Show only what may follow the newest revision, and choose what will be meant.

        A provisional result that is settled, with nothing to change, no draft left and the
        time for protests over, is published once more to become final.
        """
        follows = NEXT_STATES[last.state if last else None]
        field = self.fields["state"]
        field.choices = [choice for choice in State.choices if choice[0] in follows]
        self.initial["state"] = follows[-1 if is_settled else 0].value
        if State.PROVISIONAL not in follows:
            del self.fields["provisional_until"]

    def offer_awards(self, due):
        """Tick the awards that can be confirmed, each with whoever gets it."""
        if "awards" in self.fields and not due:
            del self.fields["awards"]
        elif "awards" in self.fields:
            self.fields["awards"].choices = [(line.ticket, _gets(line)) for line in due]
            self.initial["awards"] = [line.ticket for line in due]

    def clean(self):
        cleaned = super().clean()
        until = cleaned.get("provisional_until")
        if cleaned.get("state") == State.PROVISIONAL and until and until <= timezone.now():
            self.add_error(
                "provisional_until",
                _("This time is over already. Write a later one, or leave it empty."),
            )
        return cleaned


def _gets(line):
    """ "Invitation to the 24 Hours of Le Mans 2024 in LMGT3: #91 Pure Rxcing"."""
    return f"{what_it_is(line.award)}: {names_of(line.proposed)}"


class RestoreForm(PublishForm):
    """Whoever takes a publication back says why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].help_text = _(
            "Why the newest revision is taken back, printed above the result."
        )
