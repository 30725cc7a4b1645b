import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import championship.models.fields


def start_with_the_points(apps, schema_editor):
    """Until the standings are computed again nobody has dropped a score."""
    Standing = apps.get_model("championship", "Standing")
    number = apps.get_model("championship", "Round").objects.filter(pk=models.OuterRef("round"))
    Standing.objects.update(
        before_drops=models.F("points"), after=models.Subquery(number.values("number")[:1])
    )


class Migration(migrations.Migration):
    """Tables that say why, and the official ones beside them."""

    dependencies = [("championship", "0006_drop_old_rules")]

    operations = [
        migrations.CreateModel(
            name='OfficialRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='line')),
                ('position', models.CharField(max_length=8, verbose_name='position')),
                ('points', models.DecimalField(decimal_places=3, help_text='As printed, rounded as it is there.', max_digits=10, verbose_name='points')),
            ],
            options={
                'verbose_name': 'line of an official table',
                'verbose_name_plural': 'lines of an official table',
                'ordering': ['table', 'order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfficialTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(help_text='Who published it: championship office, F1DB.', max_length=200, verbose_name='source')),
                ('address', models.URLField(blank=True, verbose_name='web address')),
                ('retrieved_on', models.DateField(blank=True, null=True, verbose_name='read on')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'verbose_name': 'official table',
                'verbose_name_plural': 'official tables',
                'ordering': ['championship', 'round__number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='ledgerline',
            name='ledger_reason_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='standing',
            name='standing_rank_fits_its_line',
        ),
        migrations.AddField(
            model_name='ledgerline',
            name='multiplier',
            field=championship.models.fields.FractionField(blank=True, max_length=100, null=True, verbose_name='factor or share'),
        ),
        migrations.AddField(
            model_name='standing',
            name='after',
            field=models.PositiveSmallIntegerField(default=1, help_text='1 after the first round that counts, and so on.', verbose_name='rounds counted'),
            preserve_default=False,
        ),
        migrations.AlterModelOptions(
            name='standing',
            options={'ordering': ['championship', 'after', 'order'], 'verbose_name': 'standing', 'verbose_name_plural': 'standings'},
        ),
        migrations.AddField(
            model_name='standing',
            name='before_drops',
            field=championship.models.fields.FractionField(default='0', max_length=100, verbose_name='points before dropped scores'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='standing',
            name='dropped',
            field=models.TextField(blank=True, verbose_name='dropped scores'),
        ),
        migrations.AddField(
            model_name='standing',
            name='moved',
            field=models.SmallIntegerField(blank=True, null=True, verbose_name='ranks won or lost'),
        ),
        migrations.AddField(
            model_name='standing',
            name='places',
            field=models.TextField(blank=True, verbose_name='places reached'),
        ),
        migrations.AddField(
            model_name='standing',
            name='tie',
            field=models.CharField(blank=True, choices=[('countback', 'places reached less often'), ('first_to_achieve', 'best place reached later'), ('last_to_achieve', 'best place reached earlier'), ('decision', 'decision'), ('shared', 'equal')], max_length=20, verbose_name='tie'),
        ),
        migrations.AddField(
            model_name='standing',
            name='tie_place',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='place that decided'),
        ),
        migrations.AlterField(
            model_name='ledgerline',
            name='event_entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ledger', to='championship.evententry', verbose_name='car'),
        ),
        migrations.AlterField(
            model_name='ledgerline',
            name='reason',
            field=models.CharField(choices=[('place', 'place'), ('pole', 'pole position'), ('fastest_lap', 'fastest lap'), ('factor', 'factor'), ('share', 'share'), ('surplus', 'further car'), ('no_points', 'no points'), ('adjustment', 'decision')], max_length=20, verbose_name='reason'),
        ),
        migrations.AlterField(
            model_name='ledgerline',
            name='session',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ledger', to='championship.session', verbose_name='session'),
        ),
        migrations.AlterField(
            model_name='standing',
            name='rank',
            field=models.PositiveSmallIntegerField(help_text='Empty: excluded from the table.', blank=True, null=True, verbose_name='rank'),
        ),
        migrations.AddField(
            model_name='officialrow',
            name='driver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='championship.driver', verbose_name='driver'),
        ),
        migrations.AddField(
            model_name='officialrow',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='championship.entry', verbose_name='entry'),
        ),
        migrations.AddField(
            model_name='officialrow',
            name='manufacturer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='championship.manufacturer', verbose_name='manufacturer'),
        ),
        migrations.AddField(
            model_name='officialrow',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='championship.team', verbose_name='team'),
        ),
        migrations.AddField(
            model_name='officialtable',
            name='championship',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='official_tables', to='championship.championship', verbose_name='championship'),
        ),
        migrations.AddField(
            model_name='officialtable',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='official_tables', to='championship.round', verbose_name='after round'),
        ),
        migrations.AddField(
            model_name='officialrow',
            name='table',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='championship.officialtable', verbose_name='official table'),
        ),
        migrations.AddField(
            model_name='ledgerline',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ledger', to='championship.pointsdecision', verbose_name='decision'),
        ),
        migrations.AddField(
            model_name='standing',
            name='excluded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='championship.pointsdecision', verbose_name='excluded by'),
        ),
        migrations.AddConstraint(
            model_name='ledgerline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('session__isnull', False), ('event_entry__isnull', False)), ('reason', 'adjustment'), _connector='OR'), name='ledger_line_is_about_a_car_in_a_session'),
        ),
        migrations.AddConstraint(
            model_name='ledgerline',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['place', 'pole', 'fastest_lap', 'factor', 'share', 'surplus', 'no_points', 'adjustment'])), name='ledger_reason_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('rank__isnull', True), models.Q(('rank__gte', 1), ('rank__lte', models.F('order'))), _connector='OR'), name='standing_rank_fits_its_line'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('rank__isnull', False), ('excluded_by__isnull', False), _connector='OR'), name='standing_without_a_rank_is_excluded'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('tie__in', ['countback', 'first_to_achieve', 'last_to_achieve', 'decision', 'shared', ''])), name='standing_tie_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='officialtable',
            constraint=models.UniqueConstraint(fields=('championship', 'round'), name='official_table_once_per_round', violation_error_message='The official table after this round is there already.'),
        ),
        migrations.AddConstraint(
            model_name='officialrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('driver', None), ('entry__isnull', False), ('manufacturer', None), ('team', None)), models.Q(('driver__isnull', False), ('entry', None), ('manufacturer', None), ('team', None)), models.Q(('driver', None), ('entry', None), ('manufacturer', None), ('team__isnull', False)), models.Q(('driver', None), ('entry', None), ('manufacturer__isnull', False), ('team', None)), _connector='OR'), name='officialrow_has_one_recipient'),
        ),
        migrations.AddConstraint(
            model_name='officialrow',
            constraint=models.UniqueConstraint(fields=('table', 'order'), name='official_line_once_per_table'),
        ),
        migrations.AddConstraint(
            model_name='officialrow',
            constraint=models.UniqueConstraint(condition=models.Q(('entry__isnull', False)), fields=('table', 'entry'), name='official_row_once_per_entry'),
        ),
        migrations.AddConstraint(
            model_name='officialrow',
            constraint=models.UniqueConstraint(condition=models.Q(('driver__isnull', False)), fields=('table', 'driver'), name='official_row_once_per_driver'),
        ),
        migrations.AddConstraint(
            model_name='officialrow',
            constraint=models.UniqueConstraint(condition=models.Q(('team__isnull', False)), fields=('table', 'team'), name='official_row_once_per_team'),
        ),
        migrations.AddConstraint(
            model_name='officialrow',
            constraint=models.UniqueConstraint(condition=models.Q(('manufacturer__isnull', False)), fields=('table', 'manufacturer'), name='official_row_once_per_manufacturer'),
        ),
        migrations.RunPython(start_with_the_points, migrations.RunPython.noop),
    ]
