from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class ChampionshipConfig(AppConfig):
    name = "championship"
    default = True
    verbose_name = _("Championship")

    def ready(self):
        from .page_cache.writes import watch

        connection_created.connect(watch, dispatch_uid="pages are dropped when they change")


class PitboardAdminConfig(SimpleAdminConfig):
    """Django's admin, with its index arranged as staff think."""

    default_site = "championship.admin.site.RaceDesk"

    def ready(self):
        super().ready()
        # Our pages first: were the site made by another app's page, its module would be
        # looked up inside ours, which would then register on a site that is thrown away.
        import_module("championship.admin")
        self.module.autodiscover()
