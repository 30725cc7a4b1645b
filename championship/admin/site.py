"""The admin's front page and menu, arranged as staff think."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Every registered model stands here once; a test refuses one that stands nowhere.
GROUPS = {
    "season": (
        _("Season"),
        ["Series", "Season", "CarClass", "Event", "Round", "Session", "Circuit"],
    ),
    "entries": (
        _("Entries"),
        ["Entry", "EventEntry", "EntryListRevision", "Team", "Driver", "Car", "Manufacturer"],
    ),
    "race-control": (
        _("Race control"),
        ["Result", "Bonus", "Decision", "PointsDecision", "Classification", "Notice"],
    ),
    "championships": (
        _("Championships"),
        [
            "Championship",
            "ChampionshipRules",
            "Combination",
            "PointsScale",
            "Standing",
            "LedgerLine",
            "OfficialTable",
            "ReportedPlace",
        ],
    ),
    "awards": (_("Awards"), ["Award", "AwardTarget", "Agreement", "Organisation"]),
    "publishing": (_("Publishing"), ["Article"]),
    "access": (_("Access"), ["User", "Group"]),
}


class RaceDesk(admin.AdminSite):
    site_header = _("Pitboard race desk")
    site_title = _("Pitboard")
    index_title = _("Race desk")

    def get_app_list(self, request, app_label=None):
        apps = self._build_app_dict(request, app_label).values()
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        groups = [
            {
                "name": name,
                "app_label": key,
                "app_url": reverse("admin:index") + f"#{key}",
                "has_module_perms": True,
                "models": [models[model] for model in names if model in models],
            }
            for key, (name, names) in GROUPS.items()
        ]
        return [group for group in groups if group["models"]]

    def index(self, request, extra_context=None):
        from .race_desk import desk  # models are not loaded when the site is made

        shown = {"desk": desk(request.user, timezone.now()), "title": self.index_title}
        return super().index(request, shown | (extra_context or {}))

    def get_urls(self):
        checks = self.admin_view(self.checks_view)
        return [path("checks/", checks, name="race_desk_checks"), *super().get_urls()]

    def checks_view(self, request):
        from .race_desk import checks_page

        return checks_page(self, request)

    def app_index(self, request, app_label, extra_context=None):
        # The front page is the only index: the groups cut across applications.
        return redirect("admin:index", permanent=False)

    def autocomplete_view(self, request):
        from .autocomplete import LabelledChoices  # models are not loaded when the site is made

        return LabelledChoices.as_view(admin_site=self)(request)
