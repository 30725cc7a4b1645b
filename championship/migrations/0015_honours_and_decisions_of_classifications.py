from django.db import migrations

RULING = (
    "event_entry_id",
    "number",
    "penalty",
    "time_ms",
    "laps",
    "places",
    "points",
    "fine_amount",
    "fine_currency",
    "article",
    "reason",
    "outcome",
    "state",
    "is_in_timing",
    "decided_at",
)
HONOUR = ("kind", "car_class_id", "event_entry_id", "driver_id", "time_ms")


def freeze_with_the_newest(apps, schema_editor):
    """What showed beside the newest classification of a session is now kept with it."""
    model = apps.get_model("championship", "Classification")
    newest = {}
    for row in model.objects.order_by("session", "revision"):
        newest[row.session_id] = row.pk
    bonuses = apps.get_model("championship", "Bonus").objects.filter(session__in=newest)
    apps.get_model("championship", "ClassifiedBonus").objects.bulk_create(
        apps.get_model("championship", "ClassifiedBonus")(
            classification_id=newest[row.session_id],
            **{name: getattr(row, name) for name in HONOUR},
        )
        for row in bonuses.order_by("pk")
    )
    decisions = apps.get_model("championship", "Decision").objects.filter(
        session__in=newest, state__in=["in_force", "appealed"]
    )
    applied = apps.get_model("championship", "AppliedDecision")
    applied.objects.bulk_create(
        applied(
            classification_id=newest[row.session_id],
            decision=row,
            order=order,
            **{name: getattr(row, name) for name in RULING},
        )
        for order, row in enumerate(decisions.order_by("session", "number", "pk"), start=1)
    )


class Migration(migrations.Migration):
    """Poles, fastest laps and decisions stand as they were when a result was published."""

    dependencies = [("championship", "0014_results_desk")]

    operations = [migrations.RunPython(freeze_with_the_newest, migrations.RunPython.noop)]
