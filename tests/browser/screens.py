"""What tests ask of a page in the browser."""

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
# The rows of a table are of one kind: the first ones stand for all, and a page takes a second.
AXE = """
    async options => {
        const part = {include: [['html']], exclude: [['tbody > tr:nth-child(n+9)']]}
        const quick = {preload: false, resultTypes: ['violations']}
        const {violations} = await axe.run(part, {...options, ...quick})
        return violations.flatMap(rule =>
            rule.nodes.map(node => `${rule.id}: ${node.target} (${node.failureSummary})`))
    }
"""

# Cut is what holds words, hides what spills from it and is not meant for ears alone.
WORDS_CUT = """
    [...document.querySelectorAll('body *')].filter(part =>
        ['hidden', 'clip'].includes(getComputedStyle(part).overflowX)
        && part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1
        && part.innerText?.trim()
    ).map(part => part.innerText.trim())
"""

# WCAG 2.5.8: 24 px wide and high, but for links within a sentence.
TOO_SMALL_TO_TAP = """
    [...document.querySelectorAll('a, button, input, select, summary, label:has(input)')]
        .filter(part => part.checkVisibility({visibilityProperty: true}))
        .filter(part => !part.closest('.visually-hidden, .skip-link'))
        .filter(part => getComputedStyle(part).display !== 'inline')
        .map(part => [part, part.getBoundingClientRect()])
        .filter(([part, box]) => box.width && (box.height < 23.9 || box.width < 23.9))
        .map(([part, box]) =>
            `${part.outerHTML.slice(0, 120)}: ${Math.round(box.width)} x ${Math.round(box.height)}`)
"""


def wider_than_the_screen(page):
    """Whether the page scrolls sideways, asked when it has been loaded."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def axe_faults(page):
    """What axe-core finds on the page in light and in dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    faults = page.evaluate(
        AXE,
        {
            "runOnly": {"type": "tag", "values": RULES},
            "rules": {"target-size": {"enabled": True}},
        },
    )
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return faults + page.evaluate(AXE, {"runOnly": {"type": "rule", "values": OF_COLOUR}})


def words_cut(page):
    """Words that do not fit the box that hides the rest of them."""
    return page.evaluate(WORDS_CUT)


def too_small_to_tap(page):
    """Everything to tap that is less than 24 px wide or high, outside a sentence."""
    return page.evaluate(TOO_SMALL_TO_TAP)


def with_text_twice_as_large(page, question):
    """What `question` says of the page while its letters are of double size."""
    size = "size => { document.documentElement.style.fontSize = size }"
    page.evaluate(size, "200%")
    try:
        return question(page)
    finally:
        page.evaluate(size, "")
