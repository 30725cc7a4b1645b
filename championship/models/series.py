from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from championship.addresses import RESERVED_SLUGS, is_reserved
from championship.colour import tones
from championship.spoilers import TellsLater, is_hidden

# Days near the ends of the calendar can't be moved or told in another zone.
OF_OUR_TIME = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


def validate_series_slug(value):
    if is_reserved(value):
        raise ValidationError(
            _("“%(value)s” is an address of the site itself. Choose another one."),
            params={"value": value},
        )


def validate_class_colour(value):
    try:
        tones(value)
    except ValueError as error:
        raise ValidationError(
            _("“%(value)s” gives no readable tone on paper. Choose a stronger colour, as #0A57A4."),
            params={"value": value},
        ) from error


class Series(models.Model):
    """A competition brand run over years: the Asian Le Mans Series."""

    slug = models.SlugField(
        _("address"),
        max_length=50,
        unique=True,
        validators=[validate_series_slug],
        help_text=_("First part of its addresses: aslms in /aslms/2023-24/."),
    )
    name = models.CharField(_("name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=20, blank=True, help_text=_("AsLMS"))
    description = models.TextField(_("description"), blank=True)
    organisations = models.ManyToManyField(
        "Organisation",
        through="OrganisationRole",
        related_name="series",
        verbose_name=_("organisations"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("plural", "series")
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="series_slug_is_not_an_address_of_the_site",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("championship:series", args=[self.slug])


class SeasonQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def newest_first(self):
        return self.order_by("-starts_on", "name")


class Season(TellsLater, models.Model):
    """One edition of a series. It may cross New Year: 2023/24."""

    TELLING, KNOWN_ON = ("sources",), "ends_on"

    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="seasons", verbose_name=_("series")
    )
    slug = models.SlugField(_("address"), max_length=20, help_text=_("2024 or 2023-24."))
    name = models.CharField(_("name"), max_length=20, help_text=_("As published: 2024 or 2023/24."))
    starts_on = models.DateField(_("first day"), validators=OF_OUR_TIME)
    ends_on = models.DateField(_("last day"), validators=OF_OUR_TIME)
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Shown on the public site.")
    )
    minimum_distance = models.PositiveSmallIntegerField(
        _("minimum distance to be classified, in percent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Of the winner's laps, rounded down. Empty: as the timing has it."),
    )
    distance_of_class_winner = models.BooleanField(
        _("of the winner of its class"),
        default=False,
        help_text=_("Off: of the overall winner."),
    )
    one_car_per_driver = models.BooleanField(
        _("one car per driver and event"),
        default=True,
        help_text=_("Off: a driver may be in the crews of several cars."),
    )
    protest_minutes = models.PositiveSmallIntegerField(
        _("minutes for protests"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How long a result stays provisional. Empty: staff say it each time."),
    )
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("Where the facts come from, one source a line.")
    )

    objects = SeasonQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "slug"], name="season_address_once_per_series"
            ),
            models.UniqueConstraint(fields=["series", "name"], name="season_name_once_per_series"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="season_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("championship:season", args=[self.series.slug, self.slug])

    @property
    def is_over(self):
        """Whether its last day is past: what is not stored of it by now is not known.

        To a reader who hides what happened later it lasts until its last day is seen.
        """
        return self.ends_on < timezone.localdate() and not self.is_hidden

    @property
    def is_hidden(self):
        """Whether it has begun, and the reader does not want to know yet how it ends."""
        return is_hidden(self.ends_on) and self.starts_on <= timezone.localdate()

    def clean(self):
        if self.pk is None or not (self.starts_on and self.ends_on):
            return
        outside = Q(starts_on__lt=self.starts_on) | Q(ends_on__gt=self.ends_on)
        event = self.events.filter(outside).first()
        if event:
            raise ValidationError(_("%(event)s would lie outside the season.") % {"event": event})


class CarClass(models.Model):
    """A technical group that races for its own places: LMP2, LMP3, GT."""

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="classes", verbose_name=_("season")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subclasses",
        verbose_name=_("part of"),
        help_text=_("Only for a sub-class or cup that also scores in this class."),
    )
    slug = models.SlugField(_("address"), max_length=20)
    code = models.CharField(_("code"), max_length=20, help_text=_("As on the entry list: LMP2."))
    name = models.CharField(_("full name"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(
        _("order"), default=1, help_text=_("1 is listed first.")
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#595448",
        validators=[
            RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("Write a colour as #0A57A4.")),
            validate_class_colour,
        ],
        help_text=_("The site makes readable light and dark tones of it."),
    )
    drivers_at_least = models.PositiveSmallIntegerField(
        _("drivers at least"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    drivers_at_most = models.PositiveSmallIntegerField(
        _("drivers at most"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    cars = models.ManyToManyField(
        "Car",
        blank=True,
        related_name="classes",
        verbose_name=_("cars that may race in it"),
        help_text=_("Empty: any car."),
    )

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        constraints = [
            models.UniqueConstraint(fields=["season", "code"], name="class_code_once_per_season"),
            models.UniqueConstraint(
                fields=["season", "slug"], name="class_address_once_per_season"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="class_is_not_part_of_itself",
                violation_error_message=_("A class can't be part of itself."),
            ),
            models.CheckConstraint(
                condition=Q(drivers_at_least__isnull=True)
                | Q(drivers_at_most__isnull=True)
                | Q(drivers_at_least__lte=F("drivers_at_most")),
                name="class_crew_size_can_be_kept",
                violation_error_message=_("At least is more than at most."),
            ),
        ]

    def __str__(self):
        return self.code

    def clean(self):
        if self.parent_id is None:
            return
        if self.pk and self.subclasses.exists():
            raise ValidationError({"parent": _("This class has sub-classes itself.")})
        if self.parent.season_id != self.season_id:
            raise ValidationError({"parent": _("This class belongs to another season.")})
        if self.parent.parent_id is not None:
            raise ValidationError({"parent": _("A sub-class can't have sub-classes itself.")})

    @property
    def top_id(self):
        """The class whose places it fights for: its parent's, or its own."""
        return self.parent_id or self.pk


class ClassAlias(models.Model):
    """Another name of a class, as a timing file or a spreadsheet has it: "LMP2 P/A"."""

    car_class = models.ForeignKey(
        CarClass, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("class")
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name = _("other name of a class")
        verbose_name_plural = _("other names of classes")
        constraints = [
            models.UniqueConstraint(
                fields=["car_class", "name"], name="class_alias_once_per_class"
            ),
        ]

    def __str__(self):
        return self.name
