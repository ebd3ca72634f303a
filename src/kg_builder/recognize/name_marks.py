"""What stands between the names of a row and behind a name: 张三（女，回族）同志、李四."""

import re

JOINED = re.compile(r"[、和与及]|以及")
_MARKED = re.compile(
    r"(?:（(?:女|男|[一-龥]{1,5}族|兼|挂职|试用期[^（）]{0,4}|[正副][国部厅局处科]级|[，、 ]){1,8}）|同志)+"
)


def past_marks(text: str, position: int) -> int:
    """Where the marks behind a name end: （女）, 同志."""
    match = _MARKED.match(text, position)
    return match.end() if match else position
