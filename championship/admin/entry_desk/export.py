from django.http import HttpResponse

from .whose import season_and_event


def export(model_admin, request, pk, file_format):
    season, event = season_and_event(request, pk)
    return HttpResponse(f"{season} {event}")


def template(model_admin, request, pk, file_format):
    season, event = season_and_event(request, pk)
    return HttpResponse(f"{season} {event}")
