from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.decorators.http import conditional_page, require_safe

from championship.sitemaps import SITEMAPS
from championship.views.robots import robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml",
        require_safe(conditional_page(sitemaps.index)),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemap-index",
    ),
    path(
        "sitemap-<slug:section>.xml",
        require_safe(conditional_page(sitemaps.sitemap)),
        {"sitemaps": SITEMAPS},
        name="sitemap",
    ),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("championship.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "championship.views.errors.page_not_found"
