from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField


class Manufacturer(models.Model):
    """Who makes a car."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    country = CountryField(_("country"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("manufacturer")
        verbose_name_plural = _("manufacturers")

    def __str__(self):
        return self.name


class Car(models.Model):
    """The model that is raced: Oreca 07 – Gibson."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    manufacturer = models.ForeignKey(
        Manufacturer, on_delete=models.PROTECT, related_name="cars", verbose_name=_("manufacturer")
    )
    name = models.CharField(
        _("name"), max_length=80, unique=True, help_text=_("In full, with its make: Oreca 07.")
    )
    engine = models.CharField(_("engine"), max_length=60, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("car")
        verbose_name_plural = _("cars")

    def __str__(self):
        return f"{self.name} – {self.engine}" if self.engine else self.name


class CarAlias(models.Model):
    """Another name or spelling under which a car appears."""

    car = models.ForeignKey(
        Car, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("car")
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name = _("other name of a car")
        verbose_name_plural = _("other names of cars")
        constraints = [
            models.UniqueConstraint(fields=["car", "name"], name="car_alias_once_per_car"),
        ]

    def __str__(self):
        return self.name
