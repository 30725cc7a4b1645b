"""What a step of an award would lead to: seen before it is taken."""

from django.db import transaction

from championship.models import Award
from championship.queries.awards import AwardLine, lines_of

from .awards import take_step


def line_after(award: Award, place: int, state: str, *, seen: int) -> AwardLine:
    """How a place would stand after a step. The step is taken, looked at, and taken out again.

    Raises CannotTakeStep as take_step() does.
    """
    with transaction.atomic():
        take_step(award, place, state, seen=seen)
        lines = lines_of(Award.objects.filter(pk=award.pk))
        transaction.set_rollback(True)
    return next(line for line in lines if line.place == place)
