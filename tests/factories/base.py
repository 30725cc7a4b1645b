"""What all factories share."""

from factory.django import DjangoModelFactory


class Factory(DjangoModelFactory):
    """Builds one row in a consistent world.

    `_follow` says what else is known when a field is given: an event entry of a given
    entry is at an event of that entry's season, unless the test names another event.
    """

    _follow = {}

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        for given, (implied, attribute) in cls._follow.items():
            field = implied.split("__")[0]
            told = any(name == field or name.startswith(f"{field}__") for name in params)
            if params.get(given) is not None and not told:
                params[implied] = getattr(params[given], attribute)
        return super()._generate(strategy, params)
