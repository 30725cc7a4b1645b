import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who gets the points of a pole or fastest lap."""

    dependencies = [("championship", "0002_sprints_and_minimum_distance")]

    operations = [
        migrations.AddField(
            model_name='pointsscale',
            name='equal_holders',
            field=models.CharField(choices=[('each', 'the points to each'), ('share', 'an equal share of the points')], default='each', max_length=20, verbose_name='several holders of a pole or fastest lap get'),
        ),
        migrations.AddField(
            model_name='pointsscale',
            name='fastest_lap_within',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: whatever became of the car. 10: only if classified in the first ten.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='fastest lap counts only down to place'),
        ),
        migrations.AddField(
            model_name='pointsscale',
            name='pole_within',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: whatever became of the car. 10: only if classified in the first ten.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='pole counts only down to place'),
        ),
        migrations.AddConstraint(
            model_name='pointsscale',
            constraint=models.CheckConstraint(condition=models.Q(('pole_within__isnull', True), ('pole_within__gte', 1), _connector='OR'), name='pole_within_a_place'),
        ),
        migrations.AddConstraint(
            model_name='pointsscale',
            constraint=models.CheckConstraint(condition=models.Q(('fastest_lap_within__isnull', True), ('fastest_lap_within__gte', 1), _connector='OR'), name='fastest_lap_within_a_place'),
        ),
        migrations.AddConstraint(
            model_name='pointsscale',
            constraint=models.CheckConstraint(condition=models.Q(('equal_holders__in', ['each', 'share'])), name='scale_equal_holders_are_known', violation_error_message='Choose one of the values offered.'),
        ),
    ]
