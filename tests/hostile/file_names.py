"""Names of files that a shell, a page, a table or a path might take for something else."""

from kinds import SAYS, Kind, article, file

_NAMES = {
    "a newline in the name": "a\nb.txt",
    "a tab in the name": "a\tb.txt",
    "quotes in the name": "a\"b'c`d.txt",
    "a mark of direction in the name": "gpj.\u202etxt.txt",
    "an escape in the name": "\x1b[31mred\x1b[0m.txt",
    "emoji in the name": "🙂👨‍👩‍👧.txt",
    "a leading dash in the name": "-rf.txt",
    "only a blank as the name": " .txt",
    "a number sign in the name": "a#b.txt",
    "a percent sign in the name": "%00%2e%2e%2f.txt",
    "a script as the name": "<script>alert(1)<⁄script>.txt",
    "a pattern as the name": "[a]*?{b}.txt",
    "a backslash in the name": "a\\..\\b.txt",
    "a variable as the name": "$(touch x);~&.txt",
    "a formula as the name": "=cmd|' !A0'.txt",
    "markup of a terminal library as the name": "[bold red]x[link=http:a].txt",
    "a suffix in capitals": "A.TXT",
    "a line separator in the name": "a\u2028b.txt",
}
KINDS = (
    *(Kind(name, file(article(name), written), reads=SAYS) for name, written in _NAMES.items()),
    Kind("a name of 255 bytes", file(article("a name of 255 bytes"), "长" * 83 + "xx.txt"), reads=SAYS),
    Kind("a name that is no utf-8", file(article("a name that is no utf-8"), b"\xb2\xe2\xff.txt"), reads=SAYS),
    Kind("a name in gbk", file(article("a name in gbk"), "测试.txt".encode("gbk")), reads=SAYS),
    Kind("points before the name", file(article("points before the name"), "...txt.txt"), articles=0),
    Kind("a hidden file", file(article("a hidden file"), ".a.txt"), articles=0),
)
