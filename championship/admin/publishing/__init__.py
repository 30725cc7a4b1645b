"""Simulating, publishing and taking back: the way of a result to the public."""

from functools import partial

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.admin.results_desk.whose import may_publish, session_page
from championship.workflows.results import newest_of

from . import publish, restore


class HasPublishPage:
    """Mixed into the admin of sessions."""

    actions = ["publish"]

    def has_publish_permission(self, request):
        return may_publish(request.user)

    @admin.action(description=gettext_lazy("Publish…"), permissions=["publish"])
    def publish(self, request, queryset):
        """Nothing is published unseen: the page shows one session at a time."""
        sessions = list(queryset[:2])
        if len(sessions) != 1:
            text = _("Tick one session: what publishing changes is shown before it is done.")
            messages.warning(request, text)
            return None
        return redirect(session_page("publish", sessions[0]))

    def get_urls(self):
        view = self.admin_site.admin_view(partial(publish.publish, self))
        page = path("<int:pk>/publish/", view, name="championship_session_publish")
        return [page, *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and publish.may_simulate(request.user):
            context["publish_page"] = session_page("publish", obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


class HasRestorePage:
    """Mixed into the admin of classifications."""

    change_form_template = "admin/championship/classification/change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(partial(restore.restore, self))
        page = path("<int:pk>/restore/", view, name="championship_classification_restore")
        return [page, *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and may_publish(request.user) and newest_of(obj.session) != obj:
            page = reverse("admin:championship_classification_restore", args=[obj.pk])
            context["restore_page"] = page
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
