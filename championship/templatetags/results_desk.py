"""What only the pages of the results desk print."""

from datetime import datetime

from django import template

from .times import at

register = template.Library()


@register.simple_tag
def circuit_time(moment: datetime, circuit) -> str:
    """ "Sun 11 Feb 2024, 22:31 UTC+4", on the circuit's clock."""
    return at(moment.astimezone(circuit.zone))
