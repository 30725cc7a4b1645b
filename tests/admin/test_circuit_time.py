"""Moments are typed on the circuit's clock, and are of our time."""

import pytest
from django.core.exceptions import ValidationError

from championship.admin.circuit_time import CircuitTimeField
from tests.factories import CircuitFactory


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kuala_Lumpur"])
def test_moment_that_no_other_zone_could_tell_is_refused(zone, year):
    field = CircuitTimeField()
    field.at(CircuitFactory.build(time_zone=zone))

    with pytest.raises(ValidationError, match="Ensure this value is"):
        field.clean(f"{year}-12-31T23:59")


def test_last_minute_of_our_time_can_be_typed():
    field = CircuitTimeField()
    field.at(CircuitFactory.build(time_zone="Asia/Kuala_Lumpur"))

    assert field.clean("2199-12-31T23:59").isoformat() == "2199-12-31T23:59:00+08:00"
