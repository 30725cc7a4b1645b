import factory
from django.contrib.auth.models import Group, Permission, User

from .base import Factory


class UserFactory(Factory):
    username = factory.Sequence(lambda n: f"user-{n}")
    is_staff = True

    class Meta:
        model = User


class GroupFactory(Factory):
    name = factory.Sequence(lambda n: f"Group {n}")

    class Meta:
        model = Group


def staff_with(*permissions):
    """A member of staff with these permissions: "championship.view_series"."""
    user = UserFactory()
    for name in permissions:
        app, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user
