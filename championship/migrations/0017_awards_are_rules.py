import django.core.validators
import django.db.models.deletion
import i18nfield.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('championship', '0016_agreements_awards_and_combinations'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='award',
            name='award_given_has_a_holder',
        ),
        migrations.RemoveConstraint(
            model_name='award',
            name='provisional_award_has_no_holder',
        ),
        migrations.RemoveConstraint(
            model_name='award',
            name='award_kind_is_known',
        ),
        migrations.RenameField(
            model_name='award',
            old_name='target',
            new_name='target_name',
        ),
        migrations.AlterField(
            model_name='award',
            name='target_name',
            field=models.CharField(default='', max_length=100, verbose_name='for'),
        ),
        migrations.AddField(
            model_name='award',
            name='target',
            field=models.ForeignKey(blank=True, help_text='What an invitation or a priority is for.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='championship.awardtarget', verbose_name='for'),
        ),
        migrations.AddField(
            model_name='award',
            name='benefit',
            field=i18nfield.fields.I18nCharField(blank=True, help_text='Of a title, a prize or a credit: champion of the teams, EUR 10,000.', max_length=200, verbose_name='what it is'),
        ),
        migrations.AddField(
            model_name='award',
            name='last_place',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: one place only.', null=True, verbose_name='to place'),
        ),
        migrations.AddField(
            model_name='award',
            name='recipient',
            field=models.CharField(choices=[('team', 'the team'), ('entry', 'the entry (car)'), ('crew', 'the crew of the car'), ('driver', 'the driver'), ('manufacturer', 'the manufacturer')], default='team', max_length=20, verbose_name='goes to'),
        ),
        migrations.AddField(
            model_name='award',
            name='given_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='championship.organisation', verbose_name='given by'),
        ),
        migrations.AddField(
            model_name='award',
            name='agreement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='championship.agreement', verbose_name='by agreement'),
        ),
        migrations.AddField(
            model_name='award',
            name='minimum_entries',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Full-season entries in the class. Fewer: nobody gets it.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='cars entered at least'),
        ),
        migrations.AddField(
            model_name='award',
            name='full_season_only',
            field=models.BooleanField(default=False, verbose_name='full-season entries only'),
        ),
        migrations.AddField(
            model_name='award',
            name='not_otherwise_qualified',
            field=models.BooleanField(default=False, help_text='Passes over whoever already has a way to the same target.', verbose_name='only if not qualified otherwise'),
        ),
        migrations.AddField(
            model_name='award',
            name='must_enter',
            field=models.ForeignKey(blank=True, help_text='Only for those with an entry in this series, in the same season or later.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='championship.series', verbose_name='must be entered in'),
        ),
        migrations.AddField(
            model_name='award',
            name='if_not_taken',
            field=models.CharField(choices=[('nobody', 'nobody gets it'), ('next', 'the next eligible gets it'), ('committee', 'a committee decides')], default='nobody', max_length=20, verbose_name='if it is not taken'),
        ),
        migrations.AddField(
            model_name='award',
            name='down_to',
            field=models.PositiveSmallIntegerField(blank=True, help_text='The last place that the next eligible may have. Empty: any.', null=True, verbose_name='down to place'),
        ),
        migrations.AddField(
            model_name='award',
            name='sources',
            field=models.TextField(blank=True, help_text='Where the rule is told, one source a line.', verbose_name='sources'),
        ),
        migrations.AlterField(
            model_name='award',
            name='note',
            field=i18nfield.fields.I18nTextField(blank=True, verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='award',
            name='kind',
            field=models.CharField(choices=[('invitation', 'invitation'), ('priority', 'priority'), ('title', 'title'), ('prize', 'prize'), ('fee_credit', 'fee credit')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='award',
            name='championship',
            field=models.ForeignKey(blank=True, help_text='Whose places earn it. Empty: a committee gives it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='championship.championship', verbose_name='championship'),
        ),
    ]
