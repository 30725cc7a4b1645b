"""Every page of the race desk, so that a new model is tested as soon as it is registered."""

from django.contrib import admin
from django.urls import reverse

from tests import factories

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NAMES = [model._meta.object_name for model in MODELS]


def factory_of(model):
    """The factory that builds a row of a model. A model without one fails its tests."""
    return getattr(factories, f"{model._meta.object_name}Factory")


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
