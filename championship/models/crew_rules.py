from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from championship.scoring import crews

from .entry import Entry
from .event_entry import EventEntry
from .fields import one_of
from .series import CarClass


class CrewRule(models.TextChoices):
    DRIVERS = crews.Rule.DRIVERS.value, _("number of drivers")
    CATEGORIES = crews.Rule.CATEGORIES.value, _("driver categories")
    ONE_CAR = crews.Rule.ONE_CAR.value, _("one car per driver")
    CAR = crews.Rule.CAR.value, _("cars of the class")


class CategoryLimit(models.Model):
    """How many drivers of some categories a crew of a class needs at least and has at most."""

    car_class = models.ForeignKey(
        CarClass,
        on_delete=models.CASCADE,
        related_name="category_limits",
        verbose_name=_("class"),
    )
    platinum = models.BooleanField(_("Platinum"), default=False)
    gold = models.BooleanField(_("Gold"), default=False)
    silver = models.BooleanField(_("Silver"), default=False)
    bronze = models.BooleanField(_("Bronze"), default=False)
    at_least = models.PositiveSmallIntegerField(_("at least"), null=True, blank=True)
    at_most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        ordering = ["car_class", "pk"]
        verbose_name = _("limit of driver categories")
        verbose_name_plural = _("limits of driver categories")
        constraints = [
            models.CheckConstraint(
                condition=Q(platinum=True) | Q(gold=True) | Q(silver=True) | Q(bronze=True),
                name="category_limit_names_a_category",
                violation_error_message=_("Tick at least one category."),
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=False) | Q(at_most__isnull=False),
                name="category_limit_limits",
                violation_error_message=_("Say how many drivers at least or at most."),
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=True)
                | Q(at_most__isnull=True)
                | Q(at_least__lte=F("at_most")),
                name="category_limit_can_be_kept",
                violation_error_message=_("At least is more than at most."),
            ),
            models.UniqueConstraint(
                fields=["car_class", "platinum", "gold", "silver", "bronze"],
                name="category_limit_once_per_class",
                violation_error_message=_("These categories have a limit already."),
            ),
        ]

    def __str__(self):
        return ", ".join(str(self._meta.get_field(name).verbose_name) for name in self.categories)

    @property
    def categories(self):
        """The names of its categories, best first."""
        return [name for name in crews.CATEGORIES if getattr(self, name)]


class Waiver(models.Model):
    """A rule that staff do not hold against one crew, with the reason that is printed."""

    Rule = CrewRule

    entry = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="waivers",
        verbose_name=_("entry"),
        help_text=_("For the whole season."),
    )
    event_entry = models.ForeignKey(
        EventEntry,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="waivers",
        verbose_name=_("event entry"),
        help_text=_("For one event only."),
    )
    rule = models.CharField(_("rule"), max_length=20, choices=CrewRule)
    reason = models.TextField(_("reason"), help_text=_("Printed below the entry list."))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["rule"]
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=True, event_entry__isnull=False)
                | Q(entry__isnull=False, event_entry__isnull=True),
                name="waiver_is_for_one_entry",
            ),
            models.UniqueConstraint(
                fields=["entry", "rule"],
                name="waiver_once_per_entry",
                violation_error_message=_("This rule is waived already."),
            ),
            models.UniqueConstraint(
                fields=["event_entry", "rule"],
                name="waiver_once_per_event_entry",
                violation_error_message=_("This rule is waived already."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
            one_of("rule", CrewRule, name="waiver_rule_is_known"),
        ]

    def __str__(self):
        return self.get_rule_display()
