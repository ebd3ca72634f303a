"""Opens a page in the browser and listens to what goes wrong on it."""

from pathlib import Path

from playwright.sync_api import Browser, Page

READY = "html[data-ready=true]"


def opened(browser: Browser, file: Path, fragment: str = "", **options) -> tuple[Page, list[str]]:
    """The page, drawn, and its faults: requests to hosts, errors of the console. `fragment` is a deep link without '#'."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **options})
    page, faults = context.new_page(), []
    page.on(
        "request",
        lambda request: faults.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None,
    )
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri() + (f"#{fragment}" if fragment else ""))
    page.wait_for_selector(READY, timeout=20_000)
    return page, faults
