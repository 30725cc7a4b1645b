"""The two forms of an import: the file, and the answers to what it leaves open."""

from django import forms
from django.utils.translation import gettext_lazy

from championship.admin.import_forms import FileForm, QuestionsForm
from championship.models import Entry
from championship.workflows.entry_import import words

STATUSES = (Entry.Status.RECEIVED, Entry.Status.CONFIRMED)
WITHDRAW = "withdraw"


class UploadForm(FileForm):
    """A file, and what it can't say itself."""

    new_status = forms.ChoiceField(
        label=gettext_lazy("New entries are"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Unless the file has a status for them."),
    )
    field_order = ["file", "new_status", "as_cp1252"]

    def __init__(self, *args, event=None, **kwargs):
        super().__init__(*args, **kwargs)
        status = self.fields["new_status"]
        status.choices = [(one.value, one.label) for one in STATUSES]
        status.initial = (Entry.Status.CONFIRMED if event else Entry.Status.RECEIVED).value


class AnswersForm(QuestionsForm):
    words = words


def answers_in(data):
    """What was answered, by question, and the keys of the cars to withdraw."""
    withdraw = {int(key) for key in data.getlist(WITHDRAW) if key.isdecimal() and len(key) < 19}
    return AnswersForm.answers_in(data), withdraw
