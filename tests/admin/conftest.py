import pytest
from django.contrib.auth.models import User


@pytest.fixture
def desk(client, db):
    """A browser in which the head of the race desk is signed in."""
    client.force_login(User.objects.create_superuser("head"))
    return client
