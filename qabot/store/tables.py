"""The tables of the database."""

from __future__ import annotations

TABLES = """
CREATE TABLE generations (
    number INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    model_fingerprint TEXT NOT NULL,
    settings_fingerprint TEXT NOT NULL,
    rebuild INTEGER NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    passages INTEGER NOT NULL DEFAULT 0,
    identity TEXT NOT NULL DEFAULT '',
    synced_at TEXT,
    unembedded INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    folder_id INTEGER NOT NULL REFERENCES folders,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    hash TEXT NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER
);
CREATE INDEX files_by_path ON files (folder_id, path);
CREATE TABLE skipped (
    file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    path TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX skipped_by_file ON skipped (file_id);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    folder_id INTEGER NOT NULL REFERENCES folders,
    file TEXT NOT NULL,
    path TEXT NOT NULL,
    hash TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT,
    published TEXT,
    published_from TEXT,
    outlet TEXT,
    language TEXT,
    url TEXT,
    updated TEXT,
    added INTEGER NOT NULL,
    removed INTEGER,
    text TEXT NOT NULL
);
CREATE INDEX articles_by_generation ON articles (added, removed);
CREATE INDEX articles_removed ON articles (removed) WHERE removed IS NOT NULL;
CREATE INDEX articles_by_file ON articles (folder_id, file);
CREATE INDEX articles_by_path ON articles (path);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    sentences BLOB NOT NULL,
    input_hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    sentence_vectors BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE INDEX passages_by_input ON passages (input_hash);
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    statement_start INTEGER NOT NULL,
    statement_end INTEGER NOT NULL,
    mention_start INTEGER NOT NULL,
    mention_end INTEGER NOT NULL,
    name_start INTEGER NOT NULL,
    name_end INTEGER NOT NULL,
    role_start INTEGER,
    role_end INTEGER,
    speaker TEXT NOT NULL,
    first_word TEXT NOT NULL,
    last_word TEXT NOT NULL,
    verb TEXT,
    direct INTEGER NOT NULL
);
CREATE INDEX quotes_by_article ON quotes (article_id);
CREATE INDEX quotes_by_first_word ON quotes (first_word);
CREATE INDEX quotes_by_last_word ON quotes (last_word);
CREATE TABLE signatures (
    article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    version INTEGER NOT NULL,
    signature BLOB NOT NULL,
    site TEXT,
    lines BLOB NOT NULL,
    left_out BLOB NOT NULL,
    compared INTEGER NOT NULL
);
CREATE INDEX signatures_by_site ON signatures (site);
CREATE INDEX signatures_fresh ON signatures (article_id) WHERE NOT compared;
CREATE TABLE copies (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    copy_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (article_id, copy_id)
) WITHOUT ROWID;
CREATE INDEX copies_by_copy ON copies (copy_id);
CREATE INDEX passages_waiting ON passages (id) WHERE length(vector) = 0;
"""
"""A row of ``articles`` ends with its text, so that the columns before are read without it.

``passages`` whose ``vector`` is empty wait for theirs. ``quotes`` has a row for each sentence that
somebody says. ``signatures`` are a MinHash of each text with the hashes of its lines, and of those
that no passage holds; ``copies`` each pair of alike texts, both ways round.
"""
