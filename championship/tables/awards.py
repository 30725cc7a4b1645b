"""The awards of a season as a file."""

from django.utils.translation import gettext_lazy as _

from .base import FileColumn, Table


class AwardsFile(Table):
    kind = FileColumn(_("Award"), accessor="award__get_kind_display")
    target = FileColumn(_("For"), accessor="award__target")
    target_class = FileColumn(_("Class there"), accessor="award__target_class")
    championship = FileColumn(_("Championship"), accessor="award__championship__name")
    place = FileColumn(_("Place"), accessor="award__place")
    state = FileColumn(_("State"), accessor="award__get_state_display")
    holder_number = FileColumn(_("Holder, number"), accessor="holder__number")
    holder = FileColumn(_("Holder"), accessor="holder__name")
    awarded_on = FileColumn(_("Awarded on"), accessor="award__awarded_on")
    is_taken_up = FileColumn(_("Taken up"), accessor="award__is_taken_up")
    used_as = FileColumn(_("Used as"), accessor="award__used_as")
    note = FileColumn(_("Note"), accessor="award__note")

    def value_awarded_on(self, value):
        return value.isoformat() if value else ""

    def value_is_taken_up(self, value):
        return {True: _("yes"), False: _("no"), None: _("not recorded")}[value]
