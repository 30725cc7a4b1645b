"""Which qualifying sets the grid of a race, on the page of the race."""

from championship.admin.base import DeskInline
from championship.models import GridSource, Session


class GridSourceInline(DeskInline):
    model = GridSource
    fk_name = "race"
    fields = ["qualifying", "lap"]

    def offers(self, session):
        return {"qualifying": session.event.sessions.exclude(kind__in=Session.RACES)}
