"""Columns that the lists of entries and of event entries share."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@admin.display(description=gettext_lazy("status"), ordering="status")
def status(car):
    """ "confirmed", or "reserve 2"."""
    words = car.get_status_display()
    if car.reserve_place is None:
        return words
    return _("%(status)s %(place)s") % {"status": words, "place": car.reserve_place}


@admin.display(description=gettext_lazy("crew"), empty_value="–")
def crew(car):
    """ "Kurtz / Braun / to be announced". Prefetch the crew with its drivers before asking."""
    names = (seat.driver.family_name if seat.driver else None for seat in car.crew.all())
    return " / ".join(name or _("to be announced") for name in names) or None


class ShowsCrews:
    """Mixed into the admin of what has a crew, for its list: two queries more."""

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        changelist.result_list = changelist.result_list.prefetch_related("crew__driver")
        return changelist
