"""What tests ask of a page in the browser."""

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
ALL_BUT_COLOURS = {
    "runOnly": {"type": "tag", "values": RULES},
    "rules": {"target-size": {"enabled": True}} | {rule: {"enabled": False} for rule in OF_COLOUR},
}
COLOURS = {"runOnly": {"type": "rule", "values": OF_COLOUR}}
FAULTS = """
    const quick = {preload: false, resultTypes: ['violations']}
    const {violations} = await axe.run(part, {...options, ...quick})
    return violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target} (${node.failureSummary})`))
"""
# The rows of a table are of one kind: the first ones stand for all, and a page takes a second.
AXE = f"""
    async options => {{
        const part = {{include: [['html']], exclude: [['tbody > tr:nth-child(n+9)']]}}
        {FAULTS}
    }}
"""
# Contrast is most of what axe takes. Words with the same letters on the same grounds, all the
# way up, have the same: of each such look the first ones stand for all.
LOOKS = f"""
    async options => {{
        const says = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'fontSize',
            'fontWeight', 'textShadow', 'textDecorationLine', 'borderBottomStyle', 'filter',
            'mixBlendMode']
        const looks = new Map([[document.documentElement.parentNode, '']])
        const seen = new Map(), include = []
        for (const part of document.querySelectorAll('*')) {{
            const style = getComputedStyle(part)
            const own = says.map(name => style[name]).join()
            const above = looks.get(part.parentNode)
            const look = above.endsWith(`|${{own}}`) ? above : `${{above}}|${{own}}`
            looks.set(part, look)
            const words = [...part.childNodes].some(one => one.nodeType === 3 && one.data.trim())
            if (!(words || part.matches('input, select, textarea')) || !part.checkVisibility())
                continue
            const kind = `${{part.matches('a') ? 'a' : ''}}${{look}}`
            const times = (seen.get(kind) ?? 0) + 1
            seen.set(kind, times)
            if (times <= 2) include.push(part)
        }}
        const part = {{include}}
        {FAULTS}
    }}
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
    """What axe-core finds on the page, of its colours in light and in dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    faults = page.evaluate(AXE, ALL_BUT_COLOURS) + page.evaluate(LOOKS, COLOURS)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return faults + page.evaluate(LOOKS, COLOURS)


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
