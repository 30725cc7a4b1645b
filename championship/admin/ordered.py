"""Lines that stand in an order on a page: the seats of a crew, the cars of a result."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _


class PartsFormSet(BaseInlineFormSet):
    """Parts that nothing else refers to, so that two of them may change places in one form.

    Saved one after the other, the first would meet the second where it still is.
    """

    def save(self, commit=True):
        if commit:
            kept = [form for form in self.initial_forms if form not in self.deleted_forms]
            changed = [form.instance.pk for form in kept if form.has_changed()]
            self.model.objects.filter(pk__in=changed).delete()
        return super().save(commit=commit)


class OrderedFormSet(PartsFormSet):
    """The order of a new line may be left empty: then it comes after all others."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        order = form.fields["order"]
        order.required = False
        if form.instance.pk is None:
            order.initial = form.initial["order"] = None

    def clean(self):
        super().clean()
        last = max((line.order or 0 for line in self.lines()), default=0)
        for line in self.lines():
            if line.order is None:
                line.order = last = last + 1

    def lines(self):
        """The lines that stay, with what was typed in them."""
        return [
            form.instance
            for form in self.forms
            if form not in self.deleted_forms and (form.instance.pk or form.has_changed())
        ]


class CrewFormSet(OrderedFormSet):
    """Seats are numbered 1, 2, 3 when they are saved, whatever was typed.

    A line that was added and left empty is a seat to be announced.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.is_bound and form.instance.pk is None:
            form.has_changed = lambda: True

    def get_unique_error_message(self, unique_check):
        return _("A driver can be in a crew only once.")

    def save(self, commit=True):
        saved = super().save(commit=commit)
        if commit:
            self.renumber()
        return saved

    def renumber(self):
        seats = list(self.model.objects.filter(**{self.fk.name: self.instance}))
        for order, seat in enumerate(seats, start=1):
            seat.order = order
        self.model.objects.bulk_update(seats, ["order"])


class ResultFormSet(OrderedFormSet):
    """Two cars can't stand on one line of a result."""

    def clean(self):
        super().clean()
        taken = Counter(line.order for line in self.lines())
        twice = [order for order, cars in taken.items() if cars > 1]
        if twice:
            text = _("Two cars are on line %(line)s.")
            raise ValidationError(text, params={"line": min(twice)})
