import championship.models.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Files, decisions and revisions of the results desk."""

    dependencies = [
        ('championship', '0001_squashed_0013_published_entry_lists'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AppliedDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='document number')),
                ('penalty', models.CharField(choices=[('time', 'time or laps'), ('places', 'places'), ('end_of_class', 'moved to the end of its class'), ('disqualification', 'disqualification'), ('exclusion', 'exclusion'), ('grid_places', 'places on the grid'), ('points', 'points taken'), ('fine', 'fine'), ('warning', 'warning'), ('reprimand', 'reprimand'), ('none', 'no further action')], max_length=20, verbose_name='penalty')),
                ('time_ms', models.PositiveIntegerField(blank=True, null=True, verbose_name='time added (ms)')),
                ('laps', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='laps taken')),
                ('places', models.PositiveSmallIntegerField(blank=True, help_text='In its class; on the grid too.', null=True, verbose_name='places lost')),
                ('points', championship.models.fields.FractionField(blank=True, help_text='From the car and its drivers, in every championship of the season.', max_length=100, null=True, validators=[championship.models.fields.not_negative], verbose_name='points taken')),
                ('fine_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='fine')),
                ('fine_currency', models.CharField(blank=True, help_text='EUR', max_length=3, validators=[django.core.validators.RegexValidator('\\A[A-Z]{3}\\Z', 'Write a currency as EUR.')], verbose_name='currency')),
                ('article', models.CharField(blank=True, max_length=40, verbose_name='article of the regulations')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('outcome', models.TextField(blank=True, verbose_name='what it changed')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_force', 'in force'), ('appealed', 'appealed'), ('reversed', 'reversed')], default='draft', max_length=20, verbose_name='state')),
                ('is_in_timing', models.BooleanField(default=False, help_text='The times and laps of the result already contain it.', verbose_name='already in the timing')),
                ('decided_at', models.DateTimeField(blank=True, help_text='Empty if not recorded.', null=True, verbose_name='decided')),
                ('order', models.PositiveSmallIntegerField(verbose_name='order')),
                ('place_before', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='place in class before')),
                ('place_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='place in class after')),
            ],
            options={
                'verbose_name': 'decision in a classification',
                'verbose_name_plural': 'decisions in classifications',
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='ClassifiedBonus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pole', 'pole position'), ('fastest_lap', 'fastest lap')], default='pole', max_length=20, verbose_name='kind')),
                ('time_ms', models.PositiveIntegerField(blank=True, null=True, verbose_name='lap time (ms)')),
            ],
            options={
                'verbose_name': 'pole or fastest lap in a classification',
                'verbose_name_plural': 'poles and fastest laps in classifications',
                'ordering': ['kind', 'car_class__order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GridSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lap', models.CharField(choices=[('best', 'best lap'), ('second_best', 'second-best lap')], default='best', max_length=20, verbose_name='by')),
            ],
            options={
                'verbose_name': 'source of a grid',
                'verbose_name_plural': 'sources of grids',
                'ordering': ['race', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ResultImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('variant', models.CharField(max_length=20, verbose_name='variant')),
                ('encoding', models.CharField(blank=True, max_length=20, verbose_name='encoding')),
                ('label', models.CharField(blank=True, help_text='provisional, hour 4', max_length=60, verbose_name='what the name says of it')),
                ('cars', models.PositiveSmallIntegerField(verbose_name='cars')),
                ('imported_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='imported')),
            ],
            options={
                'verbose_name': 'imported result',
                'verbose_name_plural': 'imported results',
                'ordering': ['session', '-version'],
            },
        ),
        migrations.CreateModel(
            name='ResultSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='order')),
            ],
            options={
                'verbose_name': 'driver in a result',
                'verbose_name_plural': 'drivers in results',
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='StatusAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('printed', models.CharField(help_text='Not started', max_length=40, verbose_name='as printed')),
                ('status', models.CharField(choices=[('classified', 'classified'), ('not_classified', 'not classified'), ('retired', 'retired'), ('did_not_start', 'did not start'), ('disqualified', 'disqualified'), ('excluded', 'excluded'), ('withdrawn', 'withdrawn')], max_length=20, verbose_name='means')),
            ],
            options={
                'verbose_name': 'word for a status',
                'verbose_name_plural': 'words for a status',
                'ordering': ['printed'],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('media_type', models.CharField(max_length=60, verbose_name='media type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(help_text='SHA-256', max_length=64, verbose_name='checksum')),
                ('content', models.BinaryField(verbose_name='content')),
                ('stored_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='stored')),
            ],
            options={
                'verbose_name': 'stored file',
                'verbose_name_plural': 'stored files',
                'ordering': ['-stored_at', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='places_penalty_has_places',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_penalty_is_known',
        ),
        migrations.AddField(
            model_name='classification',
            name='document_number',
            field=models.CharField(blank=True, max_length=20, verbose_name='document number'),
        ),
        migrations.AddField(
            model_name='classification',
            name='provisional_until',
            field=models.DateTimeField(blank=True, help_text='The end of the time for protests. Empty if not recorded.', null=True, verbose_name='provisional until'),
        ),
        migrations.AddField(
            model_name='classification',
            name='restores',
            field=models.ForeignKey(blank=True, help_text='The earlier revision that it is like, if one was taken back.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restored_by', to='championship.classification', verbose_name='as revision'),
        ),
        migrations.AddField(
            model_name='classificationline',
            name='best_lap_driver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='championship.driver', verbose_name='driver of the best lap'),
        ),
        migrations.AddField(
            model_name='classificationline',
            name='grid_place',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: as the qualifying that sets the grid has it.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='place on the grid, in class'),
        ),
        migrations.AddField(
            model_name='classificationline',
            name='second_best_lap_ms',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='second-best lap (ms)'),
        ),
        migrations.AddField(
            model_name='decision',
            name='points',
            field=championship.models.fields.FractionField(blank=True, help_text='From the car and its drivers, in every championship of the season.', max_length=100, null=True, validators=[championship.models.fields.not_negative], verbose_name='points taken'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='ruling',
            field=models.ForeignKey(blank=True, editable=False, help_text='The decision on a car that takes these points.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='points_decisions', to='championship.decision', verbose_name='decision of the stewards'),
        ),
        migrations.AddField(
            model_name='result',
            name='best_lap_driver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='championship.driver', verbose_name='driver of the best lap'),
        ),
        migrations.AddField(
            model_name='result',
            name='grid_place',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: as the qualifying that sets the grid has it.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='place on the grid, in class'),
        ),
        migrations.AddField(
            model_name='result',
            name='second_best_lap_ms',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='second-best lap (ms)'),
        ),
        migrations.AddField(
            model_name='result',
            name='timed_status',
            field=models.CharField(blank=True, choices=[('classified', 'classified'), ('not_classified', 'not classified'), ('retired', 'retired'), ('did_not_start', 'did not start'), ('disqualified', 'disqualified'), ('excluded', 'excluded'), ('withdrawn', 'withdrawn')], editable=False, help_text='Empty if the result was typed.', max_length=20, verbose_name='status in the file'),
        ),
        migrations.AddField(
            model_name='season',
            name='protest_minutes',
            field=models.PositiveSmallIntegerField(blank=True, help_text='How long a result stays provisional. Empty: staff say it each time.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='minutes for protests'),
        ),
        migrations.AlterField(
            model_name='bonus',
            name='car_class',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ses', to='championship.carclass', verbose_name='class'),
        ),
        migrations.AlterField(
            model_name='bonus',
            name='driver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ses', to='championship.driver', verbose_name='driver'),
        ),
        migrations.AlterField(
            model_name='bonus',
            name='event_entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ses', to='championship.evententry', verbose_name='car'),
        ),
        migrations.AlterField(
            model_name='classification',
            name='note',
            field=models.TextField(blank=True, help_text='Why it was published, shown above the result.', verbose_name='cause'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='decided_at',
            field=models.DateTimeField(blank=True, help_text='Empty if not recorded.', null=True, verbose_name='decided'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='penalty',
            field=models.CharField(choices=[('time', 'time or laps'), ('places', 'places'), ('end_of_class', 'moved to the end of its class'), ('disqualification', 'disqualification'), ('exclusion', 'exclusion'), ('grid_places', 'places on the grid'), ('points', 'points taken'), ('fine', 'fine'), ('warning', 'warning'), ('reprimand', 'reprimand'), ('none', 'no further action')], max_length=20, verbose_name='penalty'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='places',
            field=models.PositiveSmallIntegerField(blank=True, help_text='In its class; on the grid too.', null=True, verbose_name='places lost'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='published_at',
            field=models.DateTimeField(blank=True, help_text='Empty: not yet public.', null=True, verbose_name='published'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='text',
            field=models.TextField(blank=True, verbose_name='text'),
        ),
        migrations.AddConstraint(
            model_name='classification',
            constraint=models.CheckConstraint(condition=models.Q(('provisional_until__isnull', True), ('state', 'provisional'), _connector='OR'), name='only_a_provisional_classification_has_an_end', violation_error_message='Only what is provisional is so until a time.'),
        ),
        migrations.AddField(
            model_name='applieddecision',
            name='classification',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='championship.classification', verbose_name='classification'),
        ),
        migrations.AddField(
            model_name='applieddecision',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applied', to='championship.decision', verbose_name='decision'),
        ),
        migrations.AddField(
            model_name='applieddecision',
            name='event_entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='championship.evententry', verbose_name='car'),
        ),
        migrations.AddField(
            model_name='classifiedbonus',
            name='car_class',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ses', to='championship.carclass', verbose_name='class'),
        ),
        migrations.AddField(
            model_name='classifiedbonus',
            name='classification',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bonuses', to='championship.classification', verbose_name='classification'),
        ),
        migrations.AddField(
            model_name='classifiedbonus',
            name='driver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ses', to='championship.driver', verbose_name='driver'),
        ),
        migrations.AddField(
            model_name='classifiedbonus',
            name='event_entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ses', to='championship.evententry', verbose_name='car'),
        ),
        migrations.AddField(
            model_name='gridsource',
            name='qualifying',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sets_grids', to='championship.session', verbose_name='qualifying'),
        ),
        migrations.AddField(
            model_name='gridsource',
            name='race',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grid_sources', to='championship.session', verbose_name='race'),
        ),
        migrations.AddField(
            model_name='resultimport',
            name='imported_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='imported by'),
        ),
        migrations.AddField(
            model_name='resultimport',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='championship.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='resultseat',
            name='driver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='result_seats', to='championship.driver', verbose_name='driver'),
        ),
        migrations.AddField(
            model_name='resultseat',
            name='result',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='championship.result', verbose_name='result'),
        ),
        migrations.AddField(
            model_name='result',
            name='drivers',
            field=models.ManyToManyField(related_name='results', through='championship.ResultSeat', to='championship.driver', verbose_name='drivers'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('timed_status__in', ['classified', 'not_classified', 'retired', 'did_not_start', 'disqualified', 'excluded', 'withdrawn', ''])), name='result_timed_status_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddField(
            model_name='statusalias',
            name='series',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='status_aliases', to='championship.series', verbose_name='series'),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='stored_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='stored by'),
        ),
        migrations.AddField(
            model_name='resultimport',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='championship.storedfile', verbose_name='file'),
        ),
        migrations.AddField(
            model_name='decision',
            name='document',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='championship.storedfile', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='notice',
            name='document',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='championship.storedfile', verbose_name='file'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('penalty__in', ['places', 'grid_places']), _negated=True), models.Q(('places__gt', 0), ('places__isnull', False)), _connector='OR'), name='places_penalty_has_places', violation_error_message='Say how many places the car loses.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('penalty', 'points'), _negated=True), models.Q(('points__isnull', False), models.Q(('points', '0'), _negated=True)), _connector='OR'), name='points_penalty_has_points', violation_error_message='Say how many points are taken.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('penalty__in', ['time', 'places', 'end_of_class', 'disqualification', 'exclusion', 'grid_places', 'points', 'fine', 'warning', 'reprimand', 'none'])), name='decision_penalty_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('document__isnull', False), _connector='OR'), name='notice_has_a_text_or_a_file', violation_error_message='Write a text, or choose a file.'),
        ),
        migrations.AddConstraint(
            model_name='applieddecision',
            constraint=models.UniqueConstraint(fields=('classification', 'order'), name='decision_order_once_per_classification'),
        ),
        migrations.AddConstraint(
            model_name='applieddecision',
            constraint=models.CheckConstraint(condition=models.Q(('penalty__in', ['time', 'places', 'end_of_class', 'disqualification', 'exclusion', 'grid_places', 'points', 'fine', 'warning', 'reprimand', 'none'])), name='applied_decision_penalty_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='applieddecision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_force', 'appealed', 'reversed'])), name='applied_decision_state_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='classifiedbonus',
            constraint=models.UniqueConstraint(fields=('classification', 'kind', 'car_class', 'event_entry'), name='bonus_once_per_car_and_classification'),
        ),
        migrations.AddConstraint(
            model_name='classifiedbonus',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pole', 'fastest_lap'])), name='classified_bonus_kind_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='gridsource',
            constraint=models.UniqueConstraint(fields=('race', 'qualifying'), name='grid_source_once_per_race', violation_error_message='This qualifying already sets the grid of this race.'),
        ),
        migrations.AddConstraint(
            model_name='gridsource',
            constraint=models.CheckConstraint(condition=models.Q(('lap__in', ['best', 'second_best'])), name='grid_lap_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='resultseat',
            constraint=models.UniqueConstraint(fields=('result', 'driver'), name='driver_once_per_result'),
        ),
        migrations.AddConstraint(
            model_name='statusalias',
            constraint=models.UniqueConstraint(models.F('series'), django.db.models.functions.text.Lower('printed'), name='status_word_once_per_series'),
        ),
        migrations.AddConstraint(
            model_name='statusalias',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['classified', 'not_classified', 'retired', 'did_not_start', 'disqualified', 'excluded', 'withdrawn'])), name='status_alias_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='resultimport',
            constraint=models.UniqueConstraint(fields=('session', 'version'), name='import_version_once_per_session'),
        ),
        migrations.AddConstraint(
            model_name='resultimport',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='import_versions_start_at_one'),
        ),
    ]
