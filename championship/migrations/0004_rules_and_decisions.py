import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import championship.models.fields


class Migration(migrations.Migration):
    """Rules by the round they are in force from, and decisions on points."""

    dependencies = [("championship", "0003_conditions_of_bonuses")]

    operations = [
        migrations.CreateModel(
            name='ChampionshipFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'further season that counts',
                'verbose_name_plural': 'further seasons that count',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ChampionshipRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_round', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='in force from round')),
                ('guests', models.CharField(choices=[('passed_over', 'the next car takes the points'), ('keep_place', 'nobody takes the points'), ('score', 'it scores here like all others')], default='passed_over', max_length=20, verbose_name='behind a car that does not score')),
                ('cars_counted', models.PositiveSmallIntegerField(blank=True, help_text='Of one team or manufacturer, best first. Empty: all of them.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='cars that score in one session')),
                ('surplus_cars', models.CharField(choices=[('keep_place', 'keep their places: nobody moves up'), ('passed_over', 'are passed over: the next car moves up')], default='keep_place', max_length=20, verbose_name='its further cars')),
                ('crew', models.CharField(choices=[('full', 'full points to each driver'), ('split', 'points split between the drivers'), ('split_best', 'split, of several cars only the best share'), ('none', 'a shared car scores nothing')], default='full', max_length=20, verbose_name='drivers of one car')),
                ('bonus_to', models.CharField(choices=[('crew', 'every driver of the car'), ('driver', 'the driver who set it')], default='crew', help_text="In a drivers' table.", max_length=20, verbose_name='points for a pole or fastest lap go to')),
                ('results_counted', championship.models.fields.ResultsCountedField(blank=True, help_text='Empty: every round counts. 11: the best eleven. 1-6:5 7-11:4: the best five of rounds 1 to 6 and the best four of rounds 7 to 11.', max_length=100, verbose_name='best results that count')),
                ('drops', models.CharField(choices=[('round', 'a whole round'), ('session', 'a single session')], default='round', max_length=20, verbose_name='a dropped score is')),
                ('disqualification_counts', models.BooleanField(default=False, verbose_name="a disqualification can't be dropped")),
                ('minimum_rounds', models.PositiveSmallIntegerField(default=0, help_text="Whoever can't reach so many any more is left out. 0: none.", verbose_name='rounds needed to be listed')),
                ('listed', models.CharField(choices=[('entered', 'everyone who took part'), ('classified', 'everyone who was classified once'), ('points', 'everyone who has points')], default='entered', max_length=20, verbose_name='listed in the table')),
                ('countback', models.CharField(choices=[('all', 'all places: most wins, most second places …'), ('scoring', 'the places that earn points'), ('first', 'the first places only, as many as said below'), ('none', 'nothing')], default='all', max_length=20, verbose_name='equal points are split by')),
                ('countback_places', models.PositiveSmallIntegerField(blank=True, help_text='Only where the first places split equal points: 3 for the podium.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='first places looked at')),
                ('countback_sprints', models.BooleanField(default=False, verbose_name='places in sprints split equal points too')),
                ('still_equal', models.CharField(choices=[('shared', 'share their rank'), ('first_to_achieve', 'whoever had the best place first'), ('last_to_achieve', 'whoever had the best place last')], default='shared', max_length=20, verbose_name='those still equal')),
                ('note', models.TextField(blank=True, help_text='Document and reason of a new version.', verbose_name='why they changed')),
            ],
            options={
                'verbose_name': 'rules of a championship',
                'verbose_name_plural': 'rules of championships',
                'ordering': ['championship', 'from_round'],
            },
        ),
        migrations.CreateModel(
            name='PointsDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('effect', models.CharField(choices=[('session_factor', 'points of a session × a factor'), ('no_pole_point', 'no points for pole position'), ('no_fastest_lap_point', 'no points for the fastest lap'), ('not_eligible', 'not eligible here'), ('no_points', 'no points, the place is kept'), ('no_share', "no share of a shared car's points"), ('points', 'points added or taken away'), ('excluded', 'excluded from the table'), ('not_droppable', "the result can't be dropped"), ('tie_order', 'order of a tie')], max_length=30, verbose_name='effect')),
                ('value', championship.models.fields.FractionField(blank=True, help_text='1/2 for half points; -15 for points taken away; 1 for ahead in a tie.', max_length=100, null=True, verbose_name='factor, points or order')),
                ('keeps_place', models.BooleanField(default=False, help_text='Of a car that is not eligible: nobody moves up.', verbose_name='keeps its place')),
                ('keeps_points', models.BooleanField(default=False, help_text='Of somebody excluded: the points stay beside the name.', verbose_name='keeps the points')),
                ('shown_as', models.CharField(blank=True, help_text='Of somebody excluded: DSQ or EX.', max_length=4, verbose_name='shown instead of a rank')),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='document number')),
                ('decided_on', models.DateField(blank=True, help_text='Empty if not recorded.', null=True, verbose_name='decided on')),
                ('article', models.CharField(blank=True, max_length=40, verbose_name='article of the regulations')),
                ('reason', models.TextField(blank=True, help_text='Printed as a footnote below the table.', verbose_name='reason')),
                ('document', models.URLField(blank=True, help_text='Where it can be read.', verbose_name='address of the document')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_force', 'in force'), ('appealed', 'appealed'), ('reversed', 'reversed')], default='draft', max_length=20, verbose_name='state')),
            ],
            options={
                'verbose_name': 'decision on points',
                'verbose_name_plural': 'decisions on points',
                'ordering': ['season', 'round__number', 'number', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SessionScale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'other points in a session',
                'verbose_name_plural': 'other points in single sessions',
                'ordering': ['session'],
            },
        ),
        migrations.AddField(
            model_name='championshipfeed',
            name='car_class',
            field=models.ForeignKey(blank=True, help_text='Empty: places overall, over all classes.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to='championship.carclass', verbose_name='class there'),
        ),
        migrations.AddField(
            model_name='championshipfeed',
            name='championship',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='championship.championship', verbose_name='championship'),
        ),
        migrations.AddField(
            model_name='championshipfeed',
            name='season',
            field=models.ForeignKey(help_text='Its rounds count too, in the order of their dates.', on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to='championship.season', verbose_name='season'),
        ),
        migrations.AddField(
            model_name='championshiprules',
            name='championship',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='championship.championship', verbose_name='championship'),
        ),
        migrations.AddField(
            model_name='championshiprules',
            name='excluded_rounds',
            field=models.ManyToManyField(blank=True, related_name='+', to='championship.round', verbose_name="rounds that don't count"),
        ),
        migrations.AddField(
            model_name='championshiprules',
            name='nominated',
            field=models.ManyToManyField(blank=True, help_text='Empty: every car that scores points. All others count as guests here.', related_name='+', to='championship.entry', verbose_name='only these cars score'),
        ),
        migrations.AddField(
            model_name='championshiprules',
            name='qualifying_scale',
            field=models.ForeignKey(blank=True, help_text="Empty: qualifying doesn't count here. A pole's point is on the race scale.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='qualifying_rules', to='championship.pointsscale', verbose_name='points in qualifying'),
        ),
        migrations.AddField(
            model_name='championshiprules',
            name='race_scale',
            field=models.ForeignKey(blank=True, help_text="Empty: races don't count here.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='race_rules', to='championship.pointsscale', verbose_name='points in races'),
        ),
        migrations.AddField(
            model_name='championshiprules',
            name='sprint_scale',
            field=models.ForeignKey(blank=True, help_text="Empty: sprints don't count here.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sprint_rules', to='championship.pointsscale', verbose_name='points in sprints'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='championships',
            field=models.ManyToManyField(blank=True, help_text='Empty: every championship of the season.', related_name='decisions', to='championship.championship', verbose_name='championships'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='driver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points_decisions', to='championship.driver', verbose_name='driver'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points_decisions', to='championship.entry', verbose_name='entry'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='manufacturer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points_decisions', to='championship.manufacturer', verbose_name='manufacturer'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='round',
            field=models.ForeignKey(blank=True, help_text='The first table that it changes. Empty: all of them.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points_decisions', to='championship.round', verbose_name='felt from round'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='season',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points_decisions', to='championship.season', verbose_name='season'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='session',
            field=models.ForeignKey(blank=True, help_text='The session it is about. Empty: it is about the season.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points_decisions', to='championship.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='pointsdecision',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points_decisions', to='championship.team', verbose_name='team'),
        ),
        migrations.AddField(
            model_name='sessionscale',
            name='rules',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='session_scales', to='championship.championshiprules', verbose_name='rules'),
        ),
        migrations.AddField(
            model_name='sessionscale',
            name='scale',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='session_rules', to='championship.pointsscale', verbose_name='points scale'),
        ),
        migrations.AddField(
            model_name='sessionscale',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='championship.session', verbose_name='session'),
        ),
        migrations.AddConstraint(
            model_name='championshipfeed',
            constraint=models.UniqueConstraint(fields=('championship', 'season'), name='season_feeds_a_championship_once', violation_error_message='This season counts already.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.UniqueConstraint(fields=('championship', 'from_round'), name='rules_once_per_championship_and_round', violation_error_message='This championship has rules from this round on.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('from_round__gte', 1)), name='rules_are_in_force_from_a_round'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('cars_counted__isnull', True), ('cars_counted__gte', 1), _connector='OR'), name='rules_count_a_car_at_least'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('countback', 'first'), ('countback_places__gte', 1), ('countback_places__isnull', False)), models.Q(models.Q(('countback', 'first'), _negated=True), ('countback_places__isnull', True)), _connector='OR'), name='countback_places_go_with_first_places', violation_error_message='Say how many first places split equal points, only where they do.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('guests__in', ['passed_over', 'keep_place', 'score'])), name='rules_guests_are_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('surplus_cars__in', ['keep_place', 'passed_over'])), name='rules_surplus_cars_are_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('crew__in', ['full', 'split', 'split_best', 'none'])), name='rules_crew_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('bonus_to__in', ['crew', 'driver'])), name='rules_bonus_to_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('drops__in', ['round', 'session'])), name='rules_drops_are_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('listed__in', ['entered', 'classified', 'points'])), name='rules_listed_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('countback__in', ['all', 'scoring', 'first', 'none'])), name='rules_countback_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='championshiprules',
            constraint=models.CheckConstraint(condition=models.Q(('still_equal__in', ['shared', 'first_to_achieve', 'last_to_achieve'])), name='rules_still_equal_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('entry__isnull', True), ('driver__isnull', True), _connector='OR'), name='points_decision_not_on_entry_and_driver', violation_error_message='A decision is about one subject only.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('entry__isnull', True), ('team__isnull', True), _connector='OR'), name='points_decision_not_on_entry_and_team', violation_error_message='A decision is about one subject only.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('entry__isnull', True), ('manufacturer__isnull', True), _connector='OR'), name='points_decision_not_on_entry_and_manufacturer', violation_error_message='A decision is about one subject only.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('driver__isnull', True), ('team__isnull', True), _connector='OR'), name='points_decision_not_on_driver_and_team', violation_error_message='A decision is about one subject only.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('driver__isnull', True), ('manufacturer__isnull', True), _connector='OR'), name='points_decision_not_on_driver_and_manufacturer', violation_error_message='A decision is about one subject only.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('team__isnull', True), ('manufacturer__isnull', True), _connector='OR'), name='points_decision_not_on_team_and_manufacturer', violation_error_message='A decision is about one subject only.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effect__in', ('session_factor', 'no_pole_point', 'no_fastest_lap_point')), _negated=True), models.Q(('session__isnull', False), ('driver__isnull', True), ('entry__isnull', True), ('manufacturer__isnull', True), ('team__isnull', True)), _connector='OR'), name='points_decision_on_a_session_has_one', violation_error_message='This effect is on a whole session: choose it alone.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('effect__in', ('session_factor', 'no_pole_point', 'no_fastest_lap_point')), models.Q(('driver__isnull', True), ('entry__isnull', True), ('manufacturer__isnull', True), ('team__isnull', True), _negated=True), _connector='OR'), name='points_decision_has_a_subject', violation_error_message='Say whom the decision is about.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effect__in', ('session_factor', 'points', 'tie_order')), ('value__isnull', False)), models.Q(models.Q(('effect__in', ('session_factor', 'points', 'tie_order')), _negated=True), ('value__isnull', True)), _connector='OR'), name='points_decision_value_goes_with_its_effect', violation_error_message='A factor, points and the order of a tie need a value; nothing else has one.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effect', 'no_share'), _negated=True), models.Q(('driver__isnull', False), ('session__isnull', False)), _connector='OR'), name='no_share_is_about_a_driver_in_a_session', violation_error_message='Say which driver gets no share, in which session.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effect', 'not_droppable'), _negated=True), ('session__isnull', False), ('round__isnull', False), _connector='OR'), name='not_droppable_is_about_a_result', violation_error_message="Say which round or session can't be dropped."),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('effect', 'excluded'), models.Q(('keeps_points', False), ('shown_as', '')), _connector='OR'), name='only_the_excluded_are_shown_without_a_rank', violation_error_message='Only somebody excluded is shown without a rank.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('effect', 'not_eligible'), ('keeps_place', False), _connector='OR'), name='only_the_not_eligible_keep_a_place', violation_error_message='Only a car that is not eligible can keep its place.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('effect__in', ['session_factor', 'no_pole_point', 'no_fastest_lap_point', 'not_eligible', 'no_points', 'no_share', 'points', 'excluded', 'not_droppable', 'tie_order'])), name='points_decision_effect_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='pointsdecision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_force', 'appealed', 'reversed'])), name='points_decision_state_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='sessionscale',
            constraint=models.UniqueConstraint(fields=('rules', 'session'), name='one_scale_per_rules_and_session', violation_error_message='This session has a scale already.'),
        ),
    ]
