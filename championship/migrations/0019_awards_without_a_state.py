from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('championship', '0018_steps_of_awards'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='award',
            name='award_state_is_known',
        ),
        migrations.RemoveField(
            model_name='award',
            name='target_name',
        ),
        migrations.RemoveField(
            model_name='award',
            name='state',
        ),
        migrations.RemoveField(
            model_name='award',
            name='holder',
        ),
        migrations.RemoveField(
            model_name='award',
            name='awarded_on',
        ),
        migrations.RemoveField(
            model_name='award',
            name='is_taken_up',
        ),
        migrations.RemoveField(
            model_name='award',
            name='used_as',
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('last_place__isnull', True), ('last_place__gt', models.F('place')), _connector='OR'), name='award_places_are_a_range', violation_error_message='The last place comes after the first.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('down_to__isnull', True), models.Q(('down_to__gt', models.F('place')), ('if_not_taken', 'next')), _connector='OR'), name='award_goes_down_to_a_lower_place', violation_error_message='“Down to place” goes with the next eligible, and lies below the place.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['invitation', 'priority']), _negated=True), ('target__isnull', False), _connector='OR'), name='award_of_an_invitation_has_a_target', violation_error_message='Say what the invitation or priority is for.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('championship__isnull', False), ('given_by__isnull', False), _connector='OR'), name='award_has_a_championship_or_a_giver', violation_error_message='Choose a championship, or say who gives it.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['invitation', 'priority', 'title', 'prize', 'fee_credit'])), name='award_kind_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('recipient__in', ['team', 'entry', 'crew', 'driver', 'manufacturer'])), name='award_recipient_is_known', violation_error_message='Choose one of the values offered.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('if_not_taken__in', ['nobody', 'next', 'committee'])), name='award_if_not_taken_is_known', violation_error_message='Choose one of the values offered.'),
        ),
    ]
