import pytest
from django.db import transaction

from .worlds import season_of


@pytest.fixture(scope="module")
def _database(django_db_setup, django_db_blocker):
    """What a module builds once is taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def worlds(_database):
    """The same season twice: small, and ten times as large."""
    return {"small": season_of(1, "small"), "large": season_of(10, "large")}
