"""What is a URL, which are opened, and who opens them."""

import re
from typing import Any

from kg_builder.model.errors import SettingsError

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_PASSWORD = re.compile(r"://[^/@]*:[^/@]*@")
_WEB = ("http", "https")


def is_url(text: str) -> bool:
    """Whether it begins as a URL does.

    >>> is_url("s3://bucket/articles"), is_url("articles/a.txt"), is_url("C:/articles")
    (True, False, False)
    """
    return bool(_URL.match(text))


def scheme(url: str) -> str:
    """What stands before ://."""
    return url.split("://", 1)[0]


def trimmed(url: str) -> str:
    """The URL without a / at its end, but for one that is a root.

    >>> trimmed("s3://bucket/in/"), trimmed("memory://"), trimmed("file:///")
    ('s3://bucket/in', 'memory://', 'file:///')
    """
    return url.rstrip("/") if url.split("://", 1)[1].strip("/") else url


def filesystem(url: str) -> tuple[Any, str]:
    """Who opens a URL (of fsspec), and what it is called there. Raises SettingsError where nobody does."""
    _refuse(url)
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "fsspec":
            raise
        raise SettingsError(
            f"{url}: the package fsspec is not installed, which opens URLs; run: pip install 'kg-builder[cluster]'."
        ) from None
    try:
        # listings are held by nobody: a build asks for each once, and a folder may have millions of files
        opened, path = url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        missing = error if error.name else error.__cause__
        name = (getattr(missing, "name", None) or "").partition(".")[0]
        if not isinstance(missing, ModuleNotFoundError) or not name:
            raise SettingsError(f"{url}: it cannot be opened ({reason(error)}); mend that installation.") from None
        raise SettingsError(
            f"{url}: the package {name} is not installed, which opens {scheme(url)}://; run: pip install {name}."
        ) from None
    except Exception as error:  # whatever the package of that kind raises
        raise SettingsError(
            f"{url}: it cannot be opened ({reason(error)}); check the URL and the settings of the package that opens it."
        ) from None
    return opened, str(path)


def reason(error: BaseException) -> str:
    """An error of a package that is not ours, in one line."""
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(said).split())[:300]


def _refuse(url: str) -> None:
    if "::" in url:
        raise SettingsError(f"{url}: several URLs in one (::) are not read; give one.")
    if scheme(url).lower() in _WEB:
        raise SettingsError(
            f"{url}: nothing is fetched from the web or sent there; give a folder, with the pages saved in it."
        )
    if _PASSWORD.search(url):
        raise SettingsError(
            "A URL with a password would stand in the graph; give the password in the settings or the environment "
            "of the package that opens it, and the URL without."
        )
