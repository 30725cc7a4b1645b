"""What programs that read the whole site are asked."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse, translate_url
from django.views.decorators.http import require_safe


@require_safe
def robots(request):
    """They may read everything but the race desk, and find the list of pages."""
    desk = reverse("admin:index")
    lines = [
        "User-agent: *",
        *(f"Disallow: {translate_url(desk, code)}" for code, _name in settings.LANGUAGES),
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap-index'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
