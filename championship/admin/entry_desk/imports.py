from django.http import HttpResponse

from .whose import season_and_event


def import_entries(model_admin, request, pk):
    season, event = season_and_event(request, pk)
    return HttpResponse(f"{season} {event}")
