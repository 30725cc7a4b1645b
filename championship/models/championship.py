from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from championship.scoring import rules
from championship.spoilers import seen_until

from .entry import Entry
from .event import Round, Session
from .fields import ResultsCountedField, one_of
from .scale import PointsScale
from .series import CarClass, Season


class ChampionshipRecipient(models.TextChoices):
    ENTRY = rules.Recipient.ENTRY.value, _("entries (cars)")
    DRIVER = rules.Recipient.DRIVER.value, _("drivers")
    TEAM = rules.Recipient.TEAM.value, _("teams")
    MANUFACTURER = rules.Recipient.MANUFACTURER.value, _("manufacturers")


class Championship(models.Model):
    """A title: whom its table ranks, in which class. How it counts is in its rules."""

    Recipient = ChampionshipRecipient

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="championships", verbose_name=_("season")
    )
    slug = models.SlugField(_("address"), max_length=60)
    name = models.CharField(_("name"), max_length=80, help_text=_("LMP2 teams"))
    order = models.PositiveSmallIntegerField(
        _("order"), default=1, help_text=_("1 is listed first.")
    )
    recipient = models.CharField(_("ranks"), max_length=20, choices=Recipient)
    car_class = models.ForeignKey(
        CarClass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="championships",
        verbose_name=_("class"),
        help_text=_("Empty: places overall, over all classes."),
    )
    remark = I18nTextField(
        _("remark"), blank=True, help_text=_("Stands first on its page: what its table rests on.")
    )

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("championship")
        verbose_name_plural = _("championships")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "slug"], name="championship_address_once_per_season"
            ),
            models.UniqueConstraint(
                fields=["season", "name"], name="championship_name_once_per_season"
            ),
            one_of("recipient", ChampionshipRecipient, name="championship_recipient_is_known"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse(
            "championship:standing", args=[self.season.series.slug, self.season.slug, self.slug]
        )

    @property
    def known_remark(self):
        """The remark, once the season that it may tell of is over. Join that before asking."""
        if seen_until() is not None and self.season.is_hidden:
            return ""
        return self.remark

    def clean(self):
        if self.car_class_id and self.car_class.season_id != self.season_id:
            raise ValidationError({"car_class": _("This belongs to another season.")})
        if self.pk and self.recipient == self.Recipient.ENTRY and self.feeds.exists():
            text = _("An entry belongs to one season: rank teams or drivers over several.")
            raise ValidationError({"recipient": text})


class ChampionshipFeed(models.Model):
    """A season of another series whose rounds count for a championship too."""

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        related_name="feeds",
        verbose_name=_("championship"),
    )
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        related_name="feeds",
        verbose_name=_("season"),
        help_text=_("Its rounds count too, in the order of their dates."),
    )
    car_class = models.ForeignKey(
        CarClass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name=_("class there"),
        help_text=_("Empty: places overall, over all classes."),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("further season that counts")
        verbose_name_plural = _("further seasons that count")
        constraints = [
            models.UniqueConstraint(
                fields=["championship", "season"],
                name="season_feeds_a_championship_once",
                violation_error_message=_("This season counts already."),
            ),
        ]

    def __str__(self):
        return str(self.season)

    def clean(self):
        if not (self.championship_id and self.season_id):
            return
        if self.season_id == self.championship.season_id:
            raise ValidationError({"season": _("The championship's own season counts anyway.")})
        if self.car_class_id and self.car_class.season_id != self.season_id:
            raise ValidationError({"car_class": _("This belongs to another season.")})
        if self.championship.recipient == Championship.Recipient.ENTRY:
            text = _("An entry belongs to one season: rank teams or drivers over several.")
            raise ValidationError({"season": text})


class RulesGuests(models.TextChoices):
    PASSED_OVER = rules.Guests.PASSED_OVER.value, _("the next car takes the points")
    KEEP_PLACE = rules.Guests.KEEP_PLACE.value, _("nobody takes the points")
    SCORE = rules.Guests.SCORE.value, _("it scores here like all others")


class RulesSurplus(models.TextChoices):
    KEEP_PLACE = rules.Surplus.KEEP_PLACE.value, _("keep their places: nobody moves up")
    PASSED_OVER = rules.Surplus.PASSED_OVER.value, _("are passed over: the next car moves up")


class RulesCrew(models.TextChoices):
    FULL = rules.Crew.FULL.value, _("full points to each driver")
    SPLIT = rules.Crew.SPLIT.value, _("points split between the drivers")
    SPLIT_BEST = rules.Crew.SPLIT_BEST.value, _("split, of several cars only the best share")
    NONE = rules.Crew.NONE.value, _("a shared car scores nothing")


class RulesBonusTo(models.TextChoices):
    CREW = rules.BonusTo.CREW.value, _("every driver of the car")
    DRIVER = rules.BonusTo.DRIVER.value, _("the driver who set it")


class RulesDrops(models.TextChoices):
    ROUND = rules.DropUnit.ROUND.value, _("a whole round")
    SESSION = rules.DropUnit.SESSION.value, _("a single session")


class RulesListed(models.TextChoices):
    ENTERED = rules.Listed.ENTERED.value, _("everyone who took part")
    CLASSIFIED = rules.Listed.CLASSIFIED.value, _("everyone who was classified once")
    POINTS = rules.Listed.POINTS.value, _("everyone who has points")


class RulesCountback(models.TextChoices):
    ALL = rules.Countback.ALL.value, _("all places: most wins, most second places …")
    SCORING = rules.Countback.SCORING.value, _("the places that earn points")
    FIRST = rules.Countback.FIRST.value, _("the first places only, as many as said below")
    NONE = rules.Countback.NONE.value, _("nothing")


class RulesStillEqual(models.TextChoices):
    SHARED = rules.StillEqual.SHARED.value, _("share their rank")
    FIRST = rules.StillEqual.FIRST_TO_ACHIEVE.value, _("whoever had the best place first")
    LAST = rules.StillEqual.LAST_TO_ACHIEVE.value, _("whoever had the best place last")


class ChampionshipRules(models.Model):
    """How a championship counts, in force from a round on."""

    Guests = RulesGuests
    Surplus = RulesSurplus
    Crew = RulesCrew
    BonusTo = RulesBonusTo
    Drops = RulesDrops
    Listed = RulesListed
    Countback = RulesCountback
    StillEqual = RulesStillEqual

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        related_name="rules",
        verbose_name=_("championship"),
    )
    from_round = models.PositiveSmallIntegerField(
        _("in force from round"), default=1, validators=[MinValueValidator(1)]
    )
    race_scale = models.ForeignKey(
        PointsScale,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="race_rules",
        verbose_name=_("points in races"),
        help_text=_("Empty: races don't count here."),
    )
    sprint_scale = models.ForeignKey(
        PointsScale,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sprint_rules",
        verbose_name=_("points in sprints"),
        help_text=_("Empty: sprints don't count here."),
    )
    qualifying_scale = models.ForeignKey(
        PointsScale,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="qualifying_rules",
        verbose_name=_("points in qualifying"),
        help_text=_("Empty: qualifying doesn't count here. A pole's point is on the race scale."),
    )
    excluded_rounds = models.ManyToManyField(
        Round,
        blank=True,
        related_name="+",
        verbose_name=_("rounds that don't count"),
    )
    nominated = models.ManyToManyField(
        Entry,
        blank=True,
        related_name="+",
        verbose_name=_("only these cars score"),
        help_text=_("Empty: every car that scores points. All others count as guests here."),
    )
    guests = models.CharField(
        _("behind a car that does not score"),
        max_length=20,
        choices=Guests,
        default=Guests.PASSED_OVER,
    )
    cars_counted = models.PositiveSmallIntegerField(
        _("cars that score in one session"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Of one team or manufacturer, best first. Empty: all of them."),
    )
    surplus_cars = models.CharField(
        _("its further cars"), max_length=20, choices=Surplus, default=Surplus.KEEP_PLACE
    )
    crew = models.CharField(_("drivers of one car"), max_length=20, choices=Crew, default=Crew.FULL)
    bonus_to = models.CharField(
        _("points for a pole or fastest lap go to"),
        max_length=20,
        choices=BonusTo,
        default=BonusTo.CREW,
        help_text=_("In a drivers' table."),
    )
    results_counted = ResultsCountedField(
        _("best results that count"),
        blank=True,
        help_text=_(
            "Empty: every round counts. 11: the best eleven. 1-6:5 7-11:4: the best five of "
            "rounds 1 to 6 and the best four of rounds 7 to 11."
        ),
    )
    drops = models.CharField(
        _("a dropped score is"), max_length=20, choices=Drops, default=Drops.ROUND
    )
    disqualification_counts = models.BooleanField(
        _("a disqualification can't be dropped"), default=False
    )
    minimum_rounds = models.PositiveSmallIntegerField(
        _("rounds needed to be listed"),
        default=0,
        help_text=_("Whoever can't reach so many any more is left out. 0: none."),
    )
    listed = models.CharField(
        _("listed in the table"), max_length=20, choices=Listed, default=Listed.ENTERED
    )
    countback = models.CharField(
        _("equal points are split by"), max_length=20, choices=Countback, default=Countback.ALL
    )
    countback_places = models.PositiveSmallIntegerField(
        _("first places looked at"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Only where the first places split equal points: 3 for the podium."),
    )
    countback_sprints = models.BooleanField(
        _("places in sprints split equal points too"), default=False
    )
    still_equal = models.CharField(
        _("those still equal"), max_length=20, choices=StillEqual, default=StillEqual.SHARED
    )
    note = models.TextField(
        _("why they changed"), blank=True, help_text=_("Document and reason of a new version.")
    )

    class Meta:
        ordering = ["championship", "from_round"]
        verbose_name = _("rules of a championship")
        verbose_name_plural = _("rules of championships")
        constraints = [
            models.UniqueConstraint(
                fields=["championship", "from_round"],
                name="rules_once_per_championship_and_round",
                violation_error_message=_("This championship has rules from this round on."),
            ),
            models.CheckConstraint(
                condition=Q(from_round__gte=1), name="rules_are_in_force_from_a_round"
            ),
            models.CheckConstraint(
                condition=Q(cars_counted__isnull=True) | Q(cars_counted__gte=1),
                name="rules_count_a_car_at_least",
            ),
            models.CheckConstraint(
                condition=Q(
                    countback="first", countback_places__isnull=False, countback_places__gte=1
                )
                | ~Q(countback="first") & Q(countback_places__isnull=True),
                name="countback_places_go_with_first_places",
                violation_error_message=_(
                    "Say how many first places split equal points, only where they do."
                ),
            ),
            one_of("guests", RulesGuests, name="rules_guests_are_known"),
            one_of("surplus_cars", RulesSurplus, name="rules_surplus_cars_are_known"),
            one_of("crew", RulesCrew, name="rules_crew_is_known"),
            one_of("bonus_to", RulesBonusTo, name="rules_bonus_to_is_known"),
            one_of("drops", RulesDrops, name="rules_drops_are_known"),
            one_of("listed", RulesListed, name="rules_listed_is_known"),
            one_of("countback", RulesCountback, name="rules_countback_is_known"),
            one_of("still_equal", RulesStillEqual, name="rules_still_equal_is_known"),
        ]

    def __str__(self):
        return _("from round %(number)s") % {"number": self.from_round}

    def clean(self):
        if self.championship_id is None:
            return
        for name in ("race_scale", "sprint_scale", "qualifying_scale"):
            scale = getattr(self, name)
            if scale and scale.season_id != self.championship.season_id:
                raise ValidationError({name: _("This belongs to another season.")})


class SessionScale(models.Model):
    """Other points in a single session: a 24-hour race among those of 6 hours."""

    rules = models.ForeignKey(
        ChampionshipRules,
        on_delete=models.CASCADE,
        related_name="session_scales",
        verbose_name=_("rules"),
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="+", verbose_name=_("session")
    )
    scale = models.ForeignKey(
        PointsScale,
        on_delete=models.PROTECT,
        related_name="session_rules",
        verbose_name=_("points scale"),
    )

    class Meta:
        ordering = ["session"]
        verbose_name = _("other points in a session")
        verbose_name_plural = _("other points in single sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["rules", "session"],
                name="one_scale_per_rules_and_session",
                violation_error_message=_("This session has a scale already."),
            ),
        ]

    def __str__(self):
        return str(self.scale)
