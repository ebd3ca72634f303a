"""Text of every kind: other languages, signs, markup, and lengths that are a trap for a careless loop."""

from pathlib import Path

from kinds import SAYS, Kind, article, file, text

_WORD = "王建民"


def _two(one: str, other: str):
    def make(folder: Path) -> None:
        (folder / "a.txt").write_text(one, encoding="utf-8")
        (folder / "b.txt").write_text(other, encoding="utf-8")

    return make


_OFFICIALS = "、".join(
    f"{'王李张刘陈杨赵黄周吴'[n % 10]}{chr(0x4E00 + 37 * n % 9000)}{chr(0x5E00 + 91 * n % 7000)}" for n in range(5000)
)
LONG = ("segment.long_sentence",)
# What is repeated, how often in a usual run, and how often at full size.
_ENDLESS = (
    ("a sentence of 1 MB", LONG, "我们将坚决清除害群之马青岛市司法局局长王建民", 200, 16_000),
    ("one name without end", LONG, "王建民", 5_000, 100_000),
    ("one title without end", (), "局长", 300, 20_000),
    ("regions without end", (), "山东省济宁市任城区", 200, 20_000),
    ("dates without end", LONG, "2021年3月5日", 500, 20_000),
    ("names in a list without end", LONG, "王建民、", 5_000, 50_000),
    ("verbs without end", (), "任命王建民为局长免去", 200, 20_000),
    ("lines without end", (), "青岛市\n", 1_000, 100_000),
)


def endless(name: str, issues: tuple[str, ...], piece: str, usual: int, full: int) -> Kind:
    more = file(article(name, piece * full))
    return Kind(name, file(article(name, piece * usual)), issues, reads=piece * 9, full=more, full_issues=LONG)


KINDS = (
    text("script in a text", f"<script>alert(1)</script>{SAYS},<iframe src=javascript:alert(1)></iframe>坚决清除害群之马。", reads=SAYS),
    text("onerror in a text", f"<img src=x onerror=alert(1)>{SAYS},坚决清除害群之马。", reads=SAYS),
    text("markup inside a name", "青岛市司法局局长王<b>建</b>民表示,我们将坚决清除害群之马。"),
    text("a script as a name", "青岛市司法局局长</script><script>alert(1)</script>表示,我们将坚决清除害群之马。"),
    text("line separators inside a name", "青岛市司法局局长王\u2028建\u2029民表示,我们将坚决清除害群之马。", reads="青岛市司法局局长王"),
    Kind("a script in the title", file("</script><img src=x onerror=alert(1)>访谈\u2028\n2021年3月5日\n" + SAYS + "。\n"), reads=SAYS),
    Kind("a formula as the title", file('=HYPERLINK("http://a","x")\n2021年3月5日\n' + SAYS + "。\n"), reads=SAYS),
    text("quotes and slashes", f'{SAYS},"""\\"\\u0022\'\'\'坚决清除害群之马”“\\\\。', reads=SAYS),
    text("entities of html", "&lt;script&gt;&#x202e;&#0;&#xD800;&nbsp;&bogus;" + SAYS + "。", issues=("ingest.damaged",)),
    text("addresses of every scheme", SAYS + ":http://a/<>\"{}|\\^` javascript:alert(1) data:text/html,x http://[::1 http://例子.中国/路?问=答#。"),
    text("english", "The director of the Qingdao Bureau of Justice said that we will do our best."),
    text("japanese", "青島市司法局長は本日、会議を開き、改革を進めると述べた。"),
    text("korean", "칭다오시 사법국 국장은 오늘 회의를 열고 개혁을 추진하겠다고 밝혔다."),
    text("tibetan", "བོད་རང་སྐྱོང་ལྗོངས་ཀྱི་ཁྲིམས་འཛིན་ཅུས་ཀྱིས་ཚོགས་འདུ་འཚོགས།"),
    text("arabic script", "شىنجاڭ ئۇيغۇر ئاپتونوم رايونى ئەدلىيە نازارىتى يىغىن ئاچتى"),
    text("emoji", "👮🏽‍♂️👩‍⚖️🇨🇳" * 50),
    text("languages mixed", f"Today {SAYS}, 개혁 будет すすめる བོད 👍。"),
    text("traditional", "青島市司法局局長王建民表示,我們將堅決清除害群之馬。"),
    text("zero-width marks everywhere", "\u200b".join(SAYS + ",我们将坚决清除害群之马。")),
    text("joiners and soft hyphens", "\u200d\u00ad\u2060\ufeff".join(SAYS)),
    text("overrides of direction", f"\u202e{SAYS}\u202c,\u2066我们将\u2069坚决清除害群之马。"),
    text("a thousand combining marks", "王" + "\u0301\u0489" * 500 + "建民局长表示,坚决清除害群之马。", reads="王"),
    text("private use", "青岛市司法局局长王\ue001\U000f1234民表示,我们将坚决清除害群之马。", issues=("ingest.private_use",)),
    text("rare characters", "青岛市司法局局长王𬱟䶮表示,我们将坚决清除害群之马,𰻝𱁬。"),
    text("radicals that look like characters", "⼭东省⻘岛市司法局局⻓王建⺠表⽰,坚决清除害群之⻢。"),
    text("vertical forms", "︻青岛市司法局局长王建民︼表示︐坚决清除害群之马︒"),
    text("full width", "青岛市司法局局长王建民表示：２０２１年３月５日ＡＢＣ＜ｂ＞。"),
    text("noncharacters", f"\ufdd0\uffff\U0010ffff{SAYS}", issues=("ingest.damaged",), reads=SAYS),
    text("tags and variation selectors", "".join(c + "\U000e0101\ufe0f" for c in SAYS) + "\U000e0041", reads="青"),
    Kind("one character", file("马")),
    Kind("only punctuation", file("，。、；：？！…—·“”《》" * 60)),
    Kind("only digits", file("0123456789" * 500), issues=LONG),
    Kind("only a title", file("青岛市司法局局长访谈")),
    Kind("a byline without an article", file("青岛市司法局党组书记、局长 王建国\n")),
    text("a date that no calendar has", "9999年99月99日," + SAYS + ",2021年2月30日0月0日召开会议。"),
    text("years beyond reason", "公元99999999999999999999年1月1日至0000年," + SAYS + "。"),
    Kind("the same text twice", _two(article("the same text twice"), article("the same text twice")), articles=2),
    Kind("a reprint with another masthead", _two(article("a reprint"), "转载\n2021年3月6日 来源:另一报\n" + article("a reprint")), articles=2),
    Kind("the same name twice, once in capitals", _two(article("capitals A"), article("capitals B")), articles=2),
    text("five thousand officials", "青岛市司法局领导小组成员:" + _OFFICIALS + "。", issues=LONG),
    *(endless(name, *rest) for name, *rest in _ENDLESS),
    text("quotes without end", "“" * 5_000 + SAYS + "”" * 5_000, reads=SAYS, issues=LONG),
    text("brackets without end", "（" * 50_000 + SAYS + "）" * 50_000, reads=SAYS, issues=LONG),
    text("digits without end", "1" * 200_000, issues=LONG),
    text("blanks without end", "青" + " " * 200_000 + "岛市", reads="青"),
    text("empty lines without end", "青" + "\n" * 200_000 + "岛市", reads="青"),
    text("signs of markup without end", "<" * 300_000 + SAYS, reads=SAYS, full=file(article("signs of markup without end", "<" * 5_000_000 + SAYS)), issues=LONG),
    text("tags without end", "<b>" * 60_000 + SAYS, reads=SAYS),
    text("entities without end", "&amp;" * 60_000 + SAYS, reads=SAYS, issues=LONG),
    text("unfinished entities", "&" * 200_000 + SAYS, reads=SAYS, issues=LONG),
    Kind("brackets of markdown", file(article("brackets of markdown", "[" * 60_000 + SAYS + "](" * 30_000), "a.md"), reads=SAYS, issues=LONG),
    Kind("stars of markdown", file(article("stars of markdown", "*_" * 60_000 + SAYS), "a.md"), reads=SAYS, issues=LONG),
    Kind("quotes of markdown", file(article("quotes of markdown", "> " * 60_000 + SAYS), "a.md"), reads=SAYS),
    Kind("tables of markdown", file(article("tables of markdown", "| a " * 40_000 + "|\n" + "|-" * 40_000 + "|\n"), "a.md"), reads="| a", issues=LONG),
    Kind("a script in markdown", file(article("a script in markdown", f"[x](javascript:alert(1)) ![x](x\" onerror=alert(1)) <script>alert(1)</script>{SAYS}。"), "a.md"), reads=SAYS),
)  # fmt: skip
