"""The admin's front page and menu, arranged as staff think."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class RaceDesk(admin.AdminSite):
    site_header = _("Pitboard race desk")
    site_title = _("Pitboard")
    index_title = _("Race desk")
