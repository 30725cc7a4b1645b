from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from .fields import one_of


class Driver(models.Model):
    """A person who races."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    given_name = models.CharField(_("given name"), max_length=60, blank=True)
    family_name = models.CharField(_("family name"), max_length=60)
    country = CountryField(
        _("country"), blank=True, help_text=_("Empty if none is printed for this driver.")
    )

    class Meta:
        ordering = ["family_name", "given_name"]
        verbose_name = _("driver")
        verbose_name_plural = _("drivers")

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()


class DriverAlias(models.Model):
    """Another name or spelling under which a driver appears."""

    driver = models.ForeignKey(
        Driver, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("driver")
    )
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name = _("other name of a driver")
        verbose_name_plural = _("other names of drivers")
        constraints = [
            models.UniqueConstraint(fields=["driver", "name"], name="driver_alias_once_per_driver"),
        ]

    def __str__(self):
        return self.name


class Category(models.TextChoices):
    PLATINUM = "platinum", _("Platinum")
    GOLD = "gold", _("Gold")
    SILVER = "silver", _("Silver")
    BRONZE = "bronze", _("Bronze")


class DriverCategory(models.Model):
    """The FIA's categorisation of a driver, valid from a date until the next one."""

    Category = Category

    driver = models.ForeignKey(
        Driver, on_delete=models.CASCADE, related_name="categories", verbose_name=_("driver")
    )
    category = models.CharField(_("category"), max_length=20, choices=Category)
    valid_from = models.DateField(_("valid from"))

    class Meta:
        ordering = ["driver", "valid_from"]
        verbose_name = _("driver category")
        verbose_name_plural = _("driver categories")
        constraints = [
            models.UniqueConstraint(
                fields=["driver", "valid_from"],
                name="driver_category_once_per_day",
                violation_error_message=_("This driver already has a category from this day."),
            ),
            one_of("category", Category, name="driver_category_is_known"),
        ]

    def __str__(self):
        return self.get_category_display()
