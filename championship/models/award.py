from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .championship import Championship
from .entry import Entry
from .fields import one_of
from .series import Season


class AwardKind(models.TextChoices):
    INVITATION = "invitation", _("invitation")
    PRIORITY = "priority", _("priority")
    TITLE = "title", _("title")
    PRIZE = "prize", _("prize")


class AwardState(models.TextChoices):
    PROVISIONAL = "provisional", _("would go to")
    AWARDED = "awarded", _("awarded")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    PASSED_DOWN = "passed_down", _("passed down")
    VOID = "void", _("void")


class Award(models.Model):
    """What a place in a championship earns: an invitation, a priority, and its life."""

    Kind = AwardKind
    State = AwardState

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="awards", verbose_name=_("season")
    )
    slug = models.SlugField(_("address"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    target = models.CharField(_("for"), max_length=100, help_text=_("24 Hours of Le Mans 2024"))
    target_class = models.CharField(_("class there"), max_length=40, blank=True)
    championship = models.ForeignKey(
        Championship,
        on_delete=models.PROTECT,
        related_name="awards",
        verbose_name=_("championship"),
    )
    place = models.PositiveSmallIntegerField(
        _("place"), default=1, validators=[MinValueValidator(1)]
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROVISIONAL)
    holder = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("holder"),
        help_text=_("Empty while it is provisional: then the standings say who would get it."),
    )
    awarded_on = models.DateField(_("awarded"), null=True, blank=True)
    is_taken_up = models.BooleanField(
        _("taken up"), null=True, blank=True, help_text=_("Unknown if not recorded.")
    )
    used_as = models.CharField(
        _("used as"), max_length=200, blank=True, help_text=_("Car 45, LMP2 Pro/Am")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["championship__order", "place", "pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "slug"], name="award_address_once_per_season"
            ),
            models.CheckConstraint(condition=Q(place__gte=1), name="award_places_start_at_one"),
            models.CheckConstraint(
                condition=Q(state="provisional") | Q(state="void") | Q(holder__isnull=False),
                name="award_given_has_a_holder",
                violation_error_message=_("Say who holds this award."),
            ),
            models.CheckConstraint(
                condition=~Q(state="provisional") | Q(holder__isnull=True),
                name="provisional_award_has_no_holder",
                violation_error_message=_(
                    "While an award is provisional the standings say who would get it."
                ),
            ),
            one_of("kind", AwardKind, name="award_kind_is_known"),
            one_of("state", AwardState, name="award_state_is_known"),
        ]

    def __str__(self):
        return self.target

    def clean(self):
        for field in ("championship", "holder"):
            chosen = getattr(self, field, None)
            if chosen and chosen.season_id != self.season_id:
                raise ValidationError({field: _("This belongs to another season.")})
