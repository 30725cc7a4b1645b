from django.db import migrations


class Migration(migrations.Migration):
    """The rules of a championship are rows of their own now."""

    dependencies = [("championship", "0005_move_rules")]

    operations = [
        migrations.RemoveConstraint(
            model_name='championship',
            name='championship_counts_a_result_at_least',
        ),
        migrations.RemoveConstraint(
            model_name='championship',
            name='championship_countback_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='championship',
            name='championship_guests_rule_is_known',
        ),
        migrations.RemoveField(
            model_name='championship',
            name='best_results',
        ),
        migrations.RemoveField(
            model_name='championship',
            name='countback',
        ),
        migrations.RemoveField(
            model_name='championship',
            name='guests',
        ),
        migrations.RemoveField(
            model_name='championship',
            name='points_scale',
        ),
    ]
