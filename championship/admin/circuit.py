from django.contrib import admin, messages
from django.utils.translation import ngettext

from championship.models import Circuit
from championship.workflows.calendar import keep_clock_times

from .base import DeskAdmin


@admin.register(Circuit)
class CircuitAdmin(DeskAdmin):
    list_display = ["name", "layout", "locality", "country", "time_zone", "length_m", "turns"]
    search_fields = ["name", "layout", "locality"]
    ordering = ["name", "layout"]
    prepopulated_fields = {"slug": ["name", "layout"]}

    def save_model(self, request, obj, form, change):
        before = Circuit.objects.get(pk=obj.pk) if change else obj
        super().save_model(request, obj, form, change)
        if before.time_zone != obj.time_zone:
            self._keep_clock_times(request, obj, before.zone)

    def _keep_clock_times(self, request, circuit, old_zone):
        """Staff typed what the clock at the circuit shows; a corrected zone keeps that."""
        kept = sum(keep_clock_times(event, old_zone=old_zone) for event in circuit.events.all())
        text = ngettext(
            "%(count)d session keeps its time on the circuit’s clock.",
            "%(count)d sessions keep their time on the circuit’s clock.",
            kept,
        )
        messages.info(request, text % {"count": kept})
