"""The corpus' way when articles come, change and go: what the change touches is made again, and nothing else.

The tables of the workbook hold what the last build knew. An article that changed makes the groups of its names dirty; a
group made again says which articles name another thing now; those are stated again; statements and entities that are
other than before are noted in the table `touched`, for `writing` to make their records. With an empty workbook all of
it is new: a first build goes the same way.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from msgspec import structs

from kg_builder.model import codec
from kg_builder.model.article import Header, Reprint
from kg_builder.model.extension import Engine
from kg_builder.model.knowledge import Entity, Evidence, Merge, Statement, join
from kg_builder.model.pack import Pack
from kg_builder.model.vocabulary import EntityType
from kg_builder.pipeline import grouping, reading
from kg_builder.pipeline.away import away, batched
from kg_builder.pipeline.grouping import Asked, Grouped
from kg_builder.pipeline.reading import Listing
from kg_builder.resolve import MARK, Groups
from kg_builder.workbook import Damaged, Workbook, opened, sealed

_NAMES = 256 * 1024  # bytes of names grouped together
_ARTICLES = 64  # articles whose names are put into the table together


class Corpus:
    """Brings the tables up to date with what is there now."""

    def __init__(self, book: Workbook, pack: Pack, engine: Engine) -> None:
        self._book = book
        self._groups = Groups(pack)
        self._engine = engine
        self._new = not book.rows("SELECT 1 FROM entity LIMIT 1")  # nothing was grouped before

    def update(self, listing: Listing, reprints: Mapping[str, Reprint]) -> bool:
        """Notes in the table `change` which articles are fresh (new, or other than before), gone, or name another thing now.

        False where nothing is fresh or gone.
        """
        repeats = dict(self._book.rows("SELECT id, reprint FROM article WHERE reprint <> X''"))
        for fresh in batched(self._fresh(listing), lambda _: 1, _ARTICLES):
            self._name(fresh)
        self._book.run(
            "INSERT INTO change SELECT id, 'gone' FROM article WHERE id NOT IN (SELECT article FROM listed)", [()]
        )
        for article in changed(self._book, "gone"):
            self._forget(article)
        self._repeat(repeats, {own: sealed(codec.encode(reprint)) for own, reprint in reprints.items()})
        self._regroup()
        self._finish()
        return bool(self._book.rows("SELECT 1 FROM change WHERE kind <> 'other' LIMIT 1"))

    def _fresh(self, listing: Listing) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The articles that are new or other than before; what was known of them is forgotten."""
        for article, keys in listing:
            before = self._book.rows("SELECT made_from FROM article WHERE id = ?", article)
            if not before or before[0][0] != MARK.join(keys):
                if before:
                    self._forget(article)
                yield article, keys

    def _forget(self, article: str) -> None:
        self._book.run("INSERT OR IGNORE INTO dirty SELECT grp FROM named WHERE article = ?", [(article,)])
        self._touch_subjects(article)  # the dates of their tenures may be others
        self._book.run("DELETE FROM article WHERE id = ?", [(article,)])
        self._book.run("DELETE FROM named WHERE article = ?", [(article,)])

    def _touch_subjects(self, article: str) -> None:
        self._book.run("INSERT OR IGNORE INTO touched SELECT subject, '' FROM claim WHERE article = ?", [(article,)])

    def _name(self, fresh: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """The rows of articles: themselves and their names."""
        own, named = [], []
        for article, keys in fresh:
            header = reading.header(self._book, keys)
            own.append((article, MARK.join(keys), sealed(codec.encode(header)), header.date or ""))
            names = enumerate(reading.names(self._book, keys[0]))
            named += [(group, article, place, key, sealed(value.encode()), "") for place, (group, key, value) in names]
        named.sort()
        self._book.run("INSERT OR IGNORE INTO change VALUES(?, 'fresh')", [row[:1] for row in own])
        self._book.run("INSERT INTO article VALUES(?, ?, ?, X'', ?)", own)
        self._book.run("INSERT INTO named VALUES(?, ?, ?, ?, ?, ?)", named)
        self._book.run("INSERT OR IGNORE INTO dirty VALUES(?)", [row[:1] for row in named])

    def _repeat(self, before: Mapping[str, bytes], now: Mapping[str, bytes]) -> None:
        """Which articles say another's words again; what those say that are one no more, or newly, may count otherwise."""
        every = before.keys() | now.keys()
        self._book.run("UPDATE article SET reprint = ? WHERE id = ?", [(now.get(own, b""), own) for own in every])
        self._book.run("INSERT INTO reheaded SELECT article FROM change WHERE kind = 'fresh'", [()])
        for own in (own for own in every if before.get(own) != now.get(own)):
            self._book.run("INSERT OR IGNORE INTO reheaded SELECT id FROM article WHERE id = ?", [(own,)])
            self._book.run(
                "INSERT OR IGNORE INTO touched SELECT subject, statement FROM claim WHERE article = ?", [(own,)]
            )
            self._touch_subjects(own)

    def _regroup(self) -> None:
        """Makes the dirty groups again from their rows."""
        batches = batched(self._asked(), lambda asked: sum(200 + len(row[3]) for row in asked.rows), _NAMES)
        for made in away(partial(grouping.groups, maker=self._groups), batches, self._engine):
            self._group(made)

    def _asked(self) -> Iterator[Asked]:
        query = "SELECT article, place, key, value, id FROM named WHERE grp = ? ORDER BY article, place"
        for (group,) in self._book.stream("SELECT grp FROM dirty ORDER BY grp"):
            yield Asked(group, self._book.rows(query, group))

    def _group(self, made: Sequence[Grouped]) -> None:
        """Keeps what came of groups."""
        ids = [row for each in made for row in each.ids]
        self._book.run("INSERT OR IGNORE INTO change VALUES(?, 'other')", sorted({row[2:3] for row in ids}))
        for article in sorted(
            {article for _, name, article, _, old in ids if old and _kind(name) == EntityType.BUREAU}
        ):
            self._renew_posts(article)
        self._book.run("UPDATE named SET id = ? WHERE grp = ? AND article = ? AND place = ?", [row[:4] for row in ids])
        slogans = [(each.name,) for each in made if _kind(each.name) == EntityType.SLOGAN]
        self._book.run("DELETE FROM member WHERE grp = ?", slogans)
        self._book.run("INSERT INTO member VALUES(?, ?, ?)", [row for each in made for row in each.members])
        self._keep(made)

    def _keep(self, made: Sequence[Grouped]) -> None:
        """Keeps the entities of groups; those that are other than before are stale until they are finished."""
        now = {row[0]: row for each in made for row in each.entities}
        names = () if self._new else (each.name for each in made)
        rows = (self._book.rows("SELECT * FROM entity WHERE grp = ?", name) for name in names)
        before = {row[0]: row for group in rows for row in group}
        gone = [(own,) for own in before.keys() - now.keys()]
        self._book.run("DELETE FROM entity WHERE id = ?", gone)
        touched, new = [own for (own,) in gone], []
        for own, row in now.items():
            old = before.get(own)
            if old is None or old[1] != row[1]:
                new.append(row)
            elif old[3] != row[3] or old[5:8] != row[5:8] or row[2] == EntityType.POST:
                new.append((*row[:4], old[4], *row[5:]))
                if old[7] != row[7]:
                    touched.append(own)
        self._book.run("INSERT OR REPLACE INTO entity VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", new)
        self._touch(touched)

    def _renew_posts(self, article: str) -> None:
        """The posts of an article may be of another body now."""
        self._book.run(
            "UPDATE entity SET stale = 1 WHERE grp IN (SELECT grp FROM named WHERE article = ? AND grp LIKE 'Post%')",
            [(article,)],
        )

    def _finish(self) -> None:
        """What entities say of those of other groups: the body of a post, the members of a formula."""
        self._book.run("UPDATE entity SET stale = 1 WHERE parts <> ''", [()])
        stale = "SELECT id, kind, base, value, body, parts FROM entity WHERE stale LIMIT 1000"
        while rows := self._book.rows(stale):
            made = [(self._finished(*row), row[0]) for row in rows]
            self._book.run("UPDATE entity SET value = ?, stale = 0 WHERE id = ?", made)
            other = [row for row, (value, _) in zip(rows, made, strict=True) if row[3] != value]
            self._touch(row[0] for row in other)
            # the tenures of those who held a post name its body
            posts = [(row[0],) for row in other if row[3] and row[1] == EntityType.POST]
            self._book.run("INSERT OR IGNORE INTO touched SELECT subject, '' FROM statement WHERE object = ?", posts)

    def _finished(self, own: str, kind: str, base: bytes, value: bytes, body: str, parts: str) -> bytes:
        if not body and not parts:
            return base
        entity = codec.decode(opened(base), Entity)
        found = structs.replace(entity, body=self._at(*body.split(MARK, 1)) if body else "", parts=self._members(parts))
        return sealed(codec.encode(found))

    def _at(self, article: str, key: str) -> str:
        found = self._book.rows("SELECT id FROM named WHERE article = ? AND key = ?", article, key)
        return str(found[0][0]) if found else ""

    def _members(self, parts: str) -> tuple[str, ...]:
        found = []
        for part in filter(None, parts.split(MARK)):
            found += self._book.rows("SELECT id FROM member WHERE name = ? ORDER BY grp DESC LIMIT 1", part)
        return tuple(str(own) for (own,) in found)

    def _touch(self, entities: Iterable[str]) -> None:
        self._book.run("INSERT OR IGNORE INTO touched VALUES(?, '')", [(own,) for own in entities])


def changes(book: Workbook, *kinds: str) -> Iterator[tuple[str, str]]:
    """The articles to which something of these kinds happened, by id, and what."""
    for article, kind in book.stream("SELECT article, kind FROM change ORDER BY article"):
        if kind in kinds:
            yield str(article), str(kind)


def changed(book: Workbook, kind: str) -> Iterator[str]:
    """The articles to which that happened, by id."""
    for article, _ in changes(book, kind):
        yield article


def unchanged(book: Workbook) -> Iterator[str]:
    """The articles whose text is that of the last build, by id."""
    query = """SELECT DISTINCT article FROM listed
               WHERE article NOT IN (SELECT article FROM change WHERE kind = 'fresh') ORDER BY article"""
    for (article,) in book.stream(query):
        yield str(article)


def claims_of(book: Workbook, article: str) -> list[tuple[str, str, bytes]]:
    """What an article states: subject, statement, value."""
    return book.rows("SELECT subject, statement, value FROM claim WHERE article = ?", article)


def put_claims(
    book: Workbook, gone: Sequence[tuple[str, str, str]], other: Sequence[tuple[str, str, str, bytes]]
) -> None:
    """Keeps what articles state no more, and what they state newly or otherwise."""
    book.run("DELETE FROM claim WHERE subject = ? AND statement = ? AND article = ?", gone)
    book.run("INSERT OR REPLACE INTO claim VALUES(?, ?, ?, ?)", sorted(other))
    subjects = {(row[0], "") for row in (*gone, *other)}
    book.run("INSERT OR IGNORE INTO touched VALUES(?, ?)", sorted({row[:2] for row in (*gone, *other)} | subjects))


def evidence_of(book: Workbook, article: str) -> set[str]:
    """The ids of the evidence that an article gave to the last build."""
    rows = book.rows("SELECT value FROM claim WHERE article = ?", article)
    return {each.id for (value,) in rows for each in codec.decode(opened(value), Statement).evidence}


def counting(book: Workbook, article: str) -> list[Evidence]:
    """The evidence of an article that counts."""
    dropped = set(book.rows("SELECT statement, evidence FROM dropped WHERE article = ?", article))
    rows = book.rows("SELECT value FROM claim WHERE article = ?", article)
    stated = [codec.decode(opened(value), Statement) for (value,) in rows]
    return [each for statement in stated for each in statement.evidence if (statement.id, each.id) not in dropped]


def touched(book: Workbook) -> Iterator[tuple[str, frozenset[str]]]:
    """The subjects of which something changed, each with its statements that did."""
    rows = book.stream("SELECT subject, statement FROM touched ORDER BY subject, statement")
    for subject, group in groupby(rows, key=lambda row: row[0]):
        yield str(subject), frozenset(str(statement) for _, statement in group if statement)


def entity(book: Workbook, own: str) -> tuple[Entity, list[Merge]] | None:
    """An entity and why it is one; None where there is none of the id."""
    found = book.rows("SELECT value, merges FROM entity WHERE id = ?", own)
    if not found:
        return None
    return codec.decode(opened(found[0][0]), Entity), codec.decode(opened(found[0][1]), list[Merge])


def header_of(book: Workbook, article: str) -> Header:
    """The header of an article."""
    found = book.rows("SELECT header, reprint FROM article WHERE id = ?", article)
    if not found:
        raise Damaged("an article is missing from the workbook")
    header, reprint = found[0]
    return _header(book, header, reprint)


def _kind(group: str) -> str:
    """The class of a group of names."""
    return group.split(MARK, 1)[0]


class Dates(Mapping[str, str]):
    """The dates of articles, looked up one by one."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def __getitem__(self, article: str) -> str:
        found = self._book.rows("SELECT date FROM article WHERE id = ?", article)
        if not found:
            raise KeyError(article)
        return str(found[0][0])

    def __bool__(self) -> bool:
        return True  # asked for each statement: all articles are not counted for it

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        return int(self._book.rows("SELECT count(*) FROM article")[0][0])


def dates(book: Workbook, articles: Iterable[str]) -> dict[str, str]:
    """The dates of some articles."""
    every = Dates(book)
    return {article: every[article] for article in articles}


def reheaded(book: Workbook) -> Iterator[Header]:
    """The headers that may be other than before, by id."""
    rows = book.stream("SELECT header, reprint FROM article WHERE id IN (SELECT article FROM reheaded) ORDER BY id")
    for header, reprint in rows:
        yield _header(book, header, reprint)


def repeating(book: Workbook) -> Iterator[Header]:
    """The headers of reprints, by id."""
    for header, reprint in book.stream("SELECT header, reprint FROM article WHERE reprint <> X'' ORDER BY id"):
        yield _header(book, header, reprint)


def _header(book: Workbook, header: bytes, reprint: bytes) -> Header:
    own = codec.decode(opened(header), Header)
    if not reprint:
        return own
    repeated = book.rows("SELECT count(*) FROM dropped WHERE article = ?", own.id)[0][0]
    return replace(own, reprint=replace(codec.decode(opened(reprint), Reprint), repeated=repeated))


def originals(book: Workbook) -> Mapping[str, str]:
    """Reprint -> the article whose words it says again."""
    rows = book.rows("SELECT id, reprint FROM article WHERE reprint <> X''")
    return {own: codec.decode(opened(reprint), Reprint).of for own, reprint in rows}


def statements_of(book: Workbook, subject: str) -> Iterator[Statement]:
    """The statements of a subject, with the evidence of all articles, reprints too."""
    rows = book.rows("SELECT statement, value FROM claim WHERE subject = ? ORDER BY statement, article", subject)
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield join([codec.decode(opened(value), Statement) for _, value in group])


def statement_of(book: Workbook, subject: str, own: str) -> Statement:
    """One statement, with the evidence of all articles, reprints too."""
    rows = book.stream("SELECT value FROM claim WHERE subject = ? AND statement = ? ORDER BY article", subject, own)
    return join([codec.decode(opened(value), Statement) for (value,) in rows])


def headers(book: Workbook) -> Iterator[Header]:
    """The headers of all articles, by id."""
    for header, reprint in book.stream("SELECT header, reprint FROM article ORDER BY id"):
        yield _header(book, header, reprint)
