"""The rule of an award: what a place in a championship earns, or a committee gives."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from championship.scoring import awards
from championship.spoilers import TellsLater

from .agreement import Agreement
from .award_target import AwardTarget
from .championship import Championship
from .fields import one_of
from .organisation import Organisation
from .series import Season, Series


class AwardKind(models.TextChoices):
    INVITATION = "invitation", _("invitation")
    PRIORITY = "priority", _("priority")
    TITLE = "title", _("title")
    PRIZE = "prize", _("prize")
    FEE_CREDIT = "fee_credit", _("fee credit")


class AwardRecipient(models.TextChoices):
    TEAM = awards.To.TEAM.value, _("the team")
    ENTRY = awards.To.ENTRY.value, _("the entry (car)")
    CREW = awards.To.CREW.value, _("the crew of the car")
    DRIVER = awards.To.DRIVER.value, _("the driver")
    MANUFACTURER = awards.To.MANUFACTURER.value, _("the manufacturer")


class AwardNotTaken(models.TextChoices):
    NOBODY = awards.NotTaken.NOBODY.value, _("nobody gets it")
    NEXT = awards.NotTaken.NEXT.value, _("the next eligible gets it")
    COMMITTEE = awards.NotTaken.COMMITTEE.value, _("a committee decides")


class Award(TellsLater, models.Model):
    """What a place in a championship earns, or a committee gives: the rule.

    With a `last_place` each place of the range earns one. Who would get it now is computed;
    what became of each place are its steps.
    """

    TELLING = ("sources",)  # the addresses of reports name those who won it
    Kind = AwardKind
    Recipient = AwardRecipient
    NotTaken = AwardNotTaken

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="awards", verbose_name=_("season")
    )
    slug = models.SlugField(_("address"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    target = models.ForeignKey(
        AwardTarget,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("for"),
        help_text=_("What an invitation or a priority is for."),
    )
    target_class = models.CharField(_("class there"), max_length=40, blank=True)
    benefit = I18nCharField(
        _("what it is"),
        max_length=200,
        blank=True,
        help_text=_("Of a title, a prize or a credit: champion of the teams, EUR 10,000."),
    )
    championship = models.ForeignKey(
        Championship,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("championship"),
        help_text=_("Whose places earn it. Empty: a committee gives it."),
    )
    place = models.PositiveSmallIntegerField(
        _("place"), default=1, validators=[MinValueValidator(1)]
    )
    last_place = models.PositiveSmallIntegerField(
        _("to place"), null=True, blank=True, help_text=_("Empty: one place only.")
    )
    recipient = models.CharField(
        _("goes to"), max_length=20, choices=Recipient, default=Recipient.TEAM
    )
    given_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("given by"),
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("by agreement"),
    )
    minimum_entries = models.PositiveSmallIntegerField(
        _("cars entered at least"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Full-season entries in the class. Fewer: nobody gets it."),
    )
    full_season_only = models.BooleanField(_("full-season entries only"), default=False)
    not_otherwise_qualified = models.BooleanField(
        _("only if not qualified otherwise"),
        default=False,
        help_text=_("Passes over whoever already has a way to the same target."),
    )
    must_enter = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("must be entered in"),
        help_text=_("Only for those with an entry in this series, in the same season or later."),
    )
    if_not_taken = models.CharField(
        _("if it is not taken"), max_length=20, choices=NotTaken, default=NotTaken.NOBODY
    )
    down_to = models.PositiveSmallIntegerField(
        _("down to place"),
        null=True,
        blank=True,
        help_text=_("The last place that the next eligible may have. Empty: any."),
    )
    note = I18nTextField(_("note"), blank=True)
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("Where the rule is told, one source a line.")
    )

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
                condition=Q(last_place__isnull=True) | Q(last_place__gt=F("place")),
                name="award_places_are_a_range",
                violation_error_message=_("The last place comes after the first."),
            ),
            models.CheckConstraint(
                condition=Q(down_to__isnull=True) | Q(if_not_taken="next", down_to__gt=F("place")),
                name="award_goes_down_to_a_lower_place",
                violation_error_message=_(
                    "“Down to place” goes with the next eligible, and lies below the place."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["invitation", "priority"]) | Q(target__isnull=False),
                name="award_of_an_invitation_has_a_target",
                violation_error_message=_("Say what the invitation or priority is for."),
            ),
            models.CheckConstraint(
                condition=Q(championship__isnull=False) | Q(given_by__isnull=False),
                name="award_has_a_championship_or_a_giver",
                violation_error_message=_("Choose a championship, or say who gives it."),
            ),
            one_of("kind", AwardKind, name="award_kind_is_known"),
            one_of("recipient", AwardRecipient, name="award_recipient_is_known"),
            one_of("if_not_taken", AwardNotTaken, name="award_if_not_taken_is_known"),
        ]

    def __str__(self):
        """Join the target before asking."""
        return str(self.target or self.benefit or self.get_kind_display())

    def clean(self):
        if self.championship_id and self.championship.season_id != self.season_id:
            raise ValidationError({"championship": _("This belongs to another season.")})
        if self.championship_id:
            self._check_recipient()

    def _check_recipient(self):
        ranked = awards.Recipient(self.championship.recipient)
        if awards.To(self.recipient) not in awards.GOES_TO[ranked]:
            raise ValidationError(
                {"recipient": _("The championship does not say who that would be.")}
            )

    @property
    def places(self):
        """Every place that earns one."""
        return range(self.place, (self.last_place or self.place) + 1)
