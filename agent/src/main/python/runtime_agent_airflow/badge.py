"""The image tag and the operator's links, as a piece of HTML for every page of Airflow."""

from __future__ import annotations

from html import escape

from runtime_agent_airflow import settings

_FOOTER_END = b"</footer>"
_PAGE_END = b"</body>"

# Nothing that a page's own script could trip over: no script, no image, no class of ours.
_LINE = '<span id="runtime-agent-badge" role="note" aria-label="Running image">{}</span>'
_IN_FOOTER = '<div class="container">{}</div>'
_IN_CORNER = (
    # Room below the content of Airflow 3, so that nothing lies under the corner.
    '<style>[data-testid="main-content"]{{margin-bottom:24px}}#runtime-agent-corner a{{color:#93c5fd}}</style>'
    '<div id="runtime-agent-corner" style="position:fixed;bottom:0;right:0;z-index:1000;max-width:100%;'
    "box-sizing:border-box;padding:2px 12px;border-radius:6px 0 0;background:#1f2937;color:#f9fafb;"
    'font:12px/18px system-ui,sans-serif">{}</div>'
)


def onto(page: bytes) -> bytes:
    """The page with the badge: in its footer if it has one, else in the corner.

    It stays as it is when there is nothing to show, or when it is no whole page.
    """
    line = _line()
    if not line or _PAGE_END not in page:
        return page
    if _FOOTER_END in page:
        return _before(_FOOTER_END, page, _IN_FOOTER.format(line))
    return _before(_PAGE_END, page, _IN_CORNER.format(line))


def _before(end: bytes, page: bytes, html: str) -> bytes:
    head, mark, tail = page.rpartition(end)
    return head + html.encode("utf-8") + mark + tail


def _line() -> str:
    tag, links = settings.image_tag(), settings.links()
    shown = ["Image: <strong>" + escape(tag) + "</strong>"] if tag else []
    shown += [_anchor(link) for link in links]
    return _LINE.format(" &middot; ".join(shown)) if shown else ""


def _anchor(link: settings.Link) -> str:
    return f'<a href="{escape(link.url)}" target="_blank" rel="noopener noreferrer">{escape(link.title)}</a>'
