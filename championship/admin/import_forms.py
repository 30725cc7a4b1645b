"""The two forms that every import has: the file, and the answers to what it leaves open."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from championship.imports.table.content import SIZE


class FileForm(forms.Form):
    """A file, and how its letters are read if it is not UTF-8."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,  # the reader says it better
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json,.txt"}),
    )
    as_cp1252 = forms.BooleanField(
        label=gettext_lazy("Read the file as Windows-1252"),
        required=False,
        help_text=gettext_lazy("Then look at the accents in the preview."),
    )

    def __init__(self, *args, offers_cp1252=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not offers_cp1252 and "as_cp1252" not in self.data:
            del self.fields["as_cp1252"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > SIZE:
            text = _("The file has %(size)s; at most %(limit)s are read.")
            sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(SIZE)}
            raise forms.ValidationError(text % sizes)
        return file


class QuestionsForm(forms.Form):
    """A choice for every question of a plan. What is answered, the workflow judges.

    `words` is the module in which the import says things.
    """

    use_required_attribute = False
    words = None

    def __init__(self, plan, data=None):
        super().__init__(data)
        for question in plan.questions:
            self.fields[question.key] = self.choice(question)
        if data is None:
            return
        for question in plan.questions:
            if not question.answer and question.key in data:
                self.add_error(question.key, _("Choose what it means."))
            elif question.key not in data:
                self.add_error(question.key, _("This is asked because of your other answers."))

    def choice(self, question):
        words = self.words
        lines = ", ".join(map(str, question.lines))
        place = ngettext("Line %(lines)s.", "Lines %(lines)s.", len(question.lines))
        return forms.ChoiceField(
            label=f"{capfirst(words.KINDS[question.kind])} {words.quoted(question.printed)}",
            choices=[("", _("Choose …")), *words.answers(question)],
            initial=question.answer,
            required=False,
            help_text=f"{place % {'lines': lines}} {words.reason(question)}",
        )

    @classmethod
    def answers_in(cls, data):
        """What was answered, by question."""
        kinds = cls.words.KINDS
        return {name: value for name, value in data.items() if name.partition("-")[0] in kinds}
