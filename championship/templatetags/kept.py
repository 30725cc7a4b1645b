"""What a page keeps of itself for the next time it is made."""

from django import template
from django.utils.safestring import mark_safe

register = template.Library()


class KeepNode(template.Node):
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        parts = context.get("parts")
        if parts is None:
            return self.nodelist.render(context)
        if self.name not in parts.html:
            parts.html[self.name] = str(self.nodelist.render(context))
        # Rendered by a template before, which escaped what had to be.
        return mark_safe(parts.html[self.name])


@register.tag
def keep(parser, token):
    """{% keep name %} … {% endkeep %}: made once, if the page is rendered with its parts.

    What it encloses shows nothing of the reader, and no news or notices.
    """
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, name)
