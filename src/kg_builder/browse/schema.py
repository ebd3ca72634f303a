"""The tables of the index. Values are the ground's own types as JSON, so that no column can be forgotten."""

VERSION = 4  # of the tables; an index of another version is made again

SCHEMA = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE entity (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, degree INTEGER NOT NULL, value BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE label (entity TEXT NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE statement (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT, status TEXT NOT NULL,
  said INTEGER NOT NULL, score REAL NOT NULL, value BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE evidence (
  id TEXT NOT NULL, statement TEXT NOT NULL, article TEXT NOT NULL, start INTEGER NOT NULL, speaker TEXT, value BLOB NOT NULL
);
CREATE TABLE article (
  id TEXT PRIMARY KEY, date TEXT NOT NULL, title TEXT NOT NULL, value BLOB NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE mention (article TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, entity TEXT NOT NULL);
CREATE TABLE redirect (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
"""

# Made when the rows are in: that is quicker than to keep them while rows come.
INDEXES = """
CREATE INDEX entity_type ON entity (type, degree DESC, id);
CREATE INDEX label_text ON label (text);
CREATE INDEX label_entity ON label (entity);
CREATE INDEX statement_subject ON statement (subject, predicate, said DESC);
CREATE INDEX statement_object ON statement (object, predicate, said DESC);
CREATE INDEX statement_predicate ON statement (predicate, said DESC);
CREATE INDEX evidence_statement ON evidence (statement);
CREATE INDEX evidence_article ON evidence (article, start);
CREATE INDEX evidence_speaker ON evidence (article, speaker);
CREATE INDEX evidence_id ON evidence (id);
CREATE INDEX article_date ON article (date DESC, id);
CREATE INDEX mention_article ON mention (article, start);
CREATE INDEX mention_entity ON mention (entity, article);
ANALYZE;
"""
