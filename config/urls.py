from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("admin/", admin.site.urls),
    path("", include("championship.urls")),
    prefix_default_language=False,
)

handler404 = "championship.views.errors.page_not_found"
