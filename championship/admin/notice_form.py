"""The form of a notice: its number, its time at the circuit, its words or its file."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Event, Notice
from championship.queries.notice_board import next_number

from .autocomplete import is_key
from .circuit_time import CircuitTimeField
from .uploads import DocumentForm


class NoticeForm(DocumentForm):
    """A notice. Left open, its number is the next free one of the board."""

    published_at = CircuitTimeField(
        label=gettext_lazy("Published"),
        required=False,
        help_text=gettext_lazy("Empty: not yet public. In the future: public then."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        event = self._event()
        published_at = self.fields["published_at"]
        if event is None:
            published_at.help_text = _("On the clock of the circuit.") + f" {published_at.said}"
        else:
            published_at.at(event.circuit)
        if "number" in self.fields:
            self.fields["number"].required = False
            self.fields["number"].help_text = _("Left empty: the next number of the board.")
            if event is not None and self.instance.pk is None:
                self.initial.setdefault("number", next_number(event))

    def _event(self):
        """The event of the notice, as far as it is known yet. One query."""
        key = self.instance.event_id or self.data.get("event") or self.initial.get("event")
        if not is_key(str(key)):
            return None
        return Event.objects.select_related("circuit").filter(pk=key).first()

    def clean_number(self):
        """No browser keeps empty and dotted parts of an address, and 3/file is that of 3."""
        number = self.cleaned_data["number"]
        *folders, last = number.split("/")
        odd = {"", ".", ".."}.intersection([*folders, last])
        if number and (odd or (folders and last == "file") or not number.isprintable()):
            text = _("The number is part of an address. Write it as 12, 12/A or 2024/3.")
            raise ValidationError(text)
        return number

    def clean(self):
        cleaned = super().clean()
        if event := cleaned.get("event"):
            self._check_number(cleaned, event)
        if "published_at" not in self.changed_data and "published_at" in cleaned:
            cleaned["published_at"] = self.instance.published_at  # the form shows no seconds
        if "file" not in self.errors and not (cleaned.get("text") or self.will_have_a_file):
            self.add_error("text", _("Write a text, or choose a file."))
        return cleaned

    def _check_number(self, cleaned, event):
        # Two people who take a number at the same moment are served one after the other.
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        cleaned["number"] = number = cleaned.get("number") or next_number(event)
        others = Notice.objects.filter(event=event, number=number).exclude(pk=self.instance.pk)
        if other := others.first():
            text = _("Notice %(number)s is there already: “%(subject)s”. The next is %(next)s.")
            words = {"number": number, "subject": other.subject, "next": next_number(event)}
            self.add_error("number", text % words)
