"""Pages for addresses that lead nowhere."""

from django.shortcuts import render


def page_not_found(request, exception):
    context = {
        "season": getattr(exception, "season", None),
        "nearby": getattr(exception, "nearby", ()),
    }
    return render(request, "404.html", context, status=404)
