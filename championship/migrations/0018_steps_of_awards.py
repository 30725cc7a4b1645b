import re

from django.db import migrations
from django.utils.text import slugify

YEAR = re.compile(r"\s+(\d{4})$")
STATES = {
    "awarded": ["confirmed"],
    "accepted": ["confirmed", "accepted"],
    "declined": ["confirmed", "declined"],
    "passed_down": ["confirmed", "lapsed"],
    "void": ["void"],
}
BACK = {
    "confirmed": "awarded",
    "offered": "awarded",
    "accepted": "accepted",
    "used": "awarded",
    "not_used": "awarded",
    "declined": "declined",
    "lapsed": "passed_down",
    "void": "void",
}


def award_state_to_steps(apps, schema_editor):
    """What an award was becomes its steps; the text it was for becomes a target."""
    for award in apps.get_model("championship", "Award").objects.order_by("pk"):
        award.target = _target(apps, award.target_name)
        award.save()
        states = list(STATES.get(award.state, []))
        if award.is_taken_up is not None and award.state in ("awarded", "accepted"):
            states.append("used" if award.is_taken_up else "not_used")
        for number, state in enumerate(states, start=1):
            _add_step(apps, award, number, state)


def _target(apps, name):
    year = YEAR.search(name)
    return apps.get_model("championship", "AwardTarget").objects.get_or_create(
        name=YEAR.sub("", name),
        year=int(year[1]) if year else None,
        defaults={"slug": slugify(name)},
    )[0]


def _add_step(apps, award, number, state):
    step = apps.get_model("championship", "AwardStep").objects.create(
        award=award,
        place=award.place,
        number=number,
        state=state,
        taken_on=award.awarded_on if number == 1 else None,
        note=award.used_as if state in ("used", "not_used") else "",
    )
    if award.holder is not None:
        apps.get_model("championship", "AwardCandidate").objects.create(
            step=step,
            order=1,
            rank=award.place,
            outcome="holder",
            team=award.holder.team,
            entry=award.holder,
        )


def steps_to_award_state(apps, schema_editor):
    """The newest step of the first place that a car's entry holds; the rest is lost."""
    awards = apps.get_model("championship", "Award").objects
    awards.filter(championship=None).delete()  # there was no award without one
    candidates = apps.get_model("championship", "AwardCandidate").objects
    for award in awards.order_by("pk"):
        award.target_name = _written(award)
        steps = award.steps.filter(place=award.place, undone_at=None).order_by("number")
        step = steps.last()
        held = candidates.filter(step=step, outcome="holder", entry__isnull=False).first()
        if step and (held or step.state == "void"):
            award.state = BACK[step.state]
            award.holder = held.entry if held else None
            award.awarded_on = steps.first().taken_on
            if step.state in ("used", "not_used"):
                award.is_taken_up = step.state == "used"
                award.used_as = str(step.note)[:200]
        award.save()
    apps.get_model("championship", "AwardCandidate").objects.all().delete()
    apps.get_model("championship", "AwardStep").objects.all().delete()


def _written(award):
    if award.target is None:
        return str(award.benefit)[:100]
    return f"{award.target.name} {award.target.year or ''}".strip()


class Migration(migrations.Migration):
    dependencies = [("championship", "0017_awards_are_rules")]

    operations = [migrations.RunPython(award_state_to_steps, steps_to_award_state)]
