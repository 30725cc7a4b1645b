import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def give_rules_of_their_own(apps, schema_editor):
    Championship = apps.get_model("championship", "Championship")
    ChampionshipRules = apps.get_model("championship", "ChampionshipRules")
    for championship in Championship.objects.all():
        ChampionshipRules.objects.create(
            championship=championship,
            race_scale_id=championship.points_scale_id,
            results_counted=str(championship.best_results or ""),
            countback=championship.countback,
            guests=championship.guests,
        )


def take_the_first_rules_back(apps, schema_editor):
    """The old fields hold less than rules can say: what they can't hold is lost."""
    Championship = apps.get_model("championship", "Championship")
    for championship in Championship.objects.prefetch_related("rules"):
        rules = min(championship.rules.all(), key=lambda rules: rules.from_round)
        best = rules.results_counted
        championship.points_scale_id = rules.race_scale_id
        championship.best_results = int(best) if best.isdigit() else None
        championship.countback = rules.countback if rules.countback != "first" else "all"
        championship.guests = rules.guests if rules.guests != "score" else "passed_over"
        championship.save()


class Migration(migrations.Migration):
    """Each championship starts with the rules it had."""

    dependencies = [("championship", "0004_rules_and_decisions")]

    operations = [
        # The scale may be unknown on the way back, until the rules have given it again.
        migrations.AlterField(
            model_name="championship",
            name="points_scale",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="championships",
                to="championship.pointsscale",
                verbose_name="points scale",
            ),
        ),
        migrations.RunPython(give_rules_of_their_own, take_the_first_rules_back),
    ]
