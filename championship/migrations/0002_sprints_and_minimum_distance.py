import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Sprint races, and the distance needed to be classified."""

    dependencies = [("championship", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(
            model_name='session',
            name='race_belongs_to_a_round',
        ),
        migrations.RemoveConstraint(
            model_name='session',
            name='session_kind_is_known',
        ),
        migrations.AddField(
            model_name='season',
            name='distance_of_class_winner',
            field=models.BooleanField(default=False, help_text='Off: of the overall winner.', verbose_name='of the winner of its class'),
        ),
        migrations.AddField(
            model_name='season',
            name='minimum_distance',
            field=models.PositiveSmallIntegerField(blank=True, help_text="Of the winner's laps, rounded down. Empty: as the timing has it.", null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='minimum distance to be classified, in percent'),
        ),
        migrations.AlterField(
            model_name='session',
            name='kind',
            field=models.CharField(choices=[('test', 'test'), ('practice', 'practice'), ('qualifying', 'qualifying'), ('warm_up', 'warm-up'), ('sprint', 'sprint race'), ('race', 'race')], max_length=20, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['race', 'sprint']), _negated=True), ('round__isnull', False), _connector='OR'), name='race_belongs_to_a_round', violation_error_message='A race belongs to a round.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['test', 'practice', 'qualifying', 'warm_up', 'sprint', 'race'])), name='session_kind_is_known', violation_error_message='Choose one of the values offered.'),
        ),
    ]
