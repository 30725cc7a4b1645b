"""Circuits, models of car, and the champions of a series, over all seasons."""

from itertools import groupby
from operator import attrgetter

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.car_history import all_cars, car_page
from championship.queries.champions import champions_page
from championship.queries.circuit_history import all_circuits, circuit_page
from championship.tables.places import CarFile, ChampionsFile, CircuitFile

from .files import csv_response
from .finding import NothingHere, link, may_see_hidden


@require_safe
def circuits(request):
    rows = all_circuits(hidden=may_see_hidden(request))
    return render(request, "championship/circuits.html", {"circuits": rows})


@require_safe
def circuit(request, slug):
    page = _circuit_or_404(request, slug)
    context = {"page": page, "breadcrumbs": [_to_circuits()]}
    return render(request, "championship/circuit.html", context)


@require_safe
def circuit_csv(request, slug):
    return csv_response(CircuitFile(_circuit_or_404(request, slug).rows), slug, "races")


@require_safe
def cars(request):
    rows = all_cars(hidden=may_see_hidden(request))
    makes = [(make, list(own)) for make, own in groupby(rows, attrgetter("manufacturer"))]
    return render(request, "championship/cars.html", {"makes": makes})


@require_safe
def car(request, slug):
    page = _car_or_404(request, slug)
    return render(request, "championship/car.html", {"page": page, "breadcrumbs": [_to_cars()]})


@require_safe
def car_csv(request, slug):
    return csv_response(CarFile(_car_or_404(request, slug).rows), slug, "record")


@require_safe
def champions(request, series):
    page = _champions_or_404(request, series)
    context = {
        "section": "series",
        "page": page,
        "breadcrumbs": [
            link(_("All series"), "series-list"),
            link(str(page.series), "series", page.series.slug),
        ],
    }
    return render(request, "championship/champions.html", context)


@require_safe
def champions_csv(request, series):
    page = _champions_or_404(request, series)
    return csv_response(ChampionsFile(page.outcomes), series, "champions")


def _circuit_or_404(request, slug):
    page = circuit_page(slug, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[_to_circuits()])
    return page


def _car_or_404(request, slug):
    page = car_page(slug, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[_to_cars()])
    return page


def _champions_or_404(request, series):
    page = champions_page(series, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[link(_("All series"), "series-list")])
    return page


def _to_circuits():
    return link(_("Circuits"), "circuits")


def _to_cars():
    return link(_("Cars"), "cars")
