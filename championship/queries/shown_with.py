"""Whose pages show what happens in a season."""

from django.db.models import Q

from championship.models import Championship, Season


def seasons_shown_with(season: Season) -> list[Season]:
    """A season and all others whose own pages change with its results. One query.

    Those with a title that counts its sessions, or is made of one that does; those with an
    award for the same target, whose holder may qualify here. Each has its series.
    """
    here = Q(season=season) | Q(feeds__season=season)
    counting = Championship.objects.filter(here)
    made_of_them = Championship.objects.filter(combination__sources__championship__in=counting)
    return list(
        Season.objects.filter(
            Q(pk=season.pk)
            | Q(pk__in=counting.values("season"))
            | Q(pk__in=made_of_them.values("season"))
            | Q(awards__target__awards__season=season)
        )
        .select_related("series")
        .distinct()
    )
