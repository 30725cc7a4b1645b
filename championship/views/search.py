"""Searching everything by name."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from championship.queries.search import search as find

from .finding import may_see_hidden


@require_safe
def search(request):
    typed = request.GET.get("q", "")
    page = find(typed, get_language(), now=timezone.now(), hidden=may_see_hidden(request))
    return render(request, "championship/search.html", {"section": "search", "page": page})
