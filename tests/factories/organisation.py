import factory

from championship.models import Organisation, OrganisationRole

from .base import Factory
from .series import SeriesFactory


class OrganisationFactory(Factory):
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")

    class Meta:
        model = Organisation


class OrganisationRoleFactory(Factory):
    series = factory.SubFactory(SeriesFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = OrganisationRole.Role.ORGANISER

    class Meta:
        model = OrganisationRole
