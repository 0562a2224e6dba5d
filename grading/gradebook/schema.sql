-- The gradebook: every attempt that was ever graded, never changed afterwards; the newest of a student counts. The class
-- is the students who are in it; `grade remove` deletes one.

CREATE TABLE run (  -- one run of the grading command
    id           INTEGER PRIMARY KEY,
    assignment   TEXT NOT NULL CHECK (assignment <> ''),
    started_at   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    finished_at  TEXT,
    who          TEXT NOT NULL,
    versions     TEXT NOT NULL,  -- of Python and packages, as JSON
    tests_sha256 TEXT NOT NULL,
    sources      TEXT NOT NULL,  -- the digest of each file that decides points, as JSON
    submissions  TEXT NOT NULL  -- the paths that were graded, as JSON
) STRICT;

CREATE TABLE attempt (
    id           INTEGER PRIMARY KEY,
    assignment   TEXT NOT NULL CHECK (assignment <> ''),
    student      TEXT NOT NULL CHECK (student <> ''),
    submission   TEXT NOT NULL,
    sha256       TEXT NOT NULL,  -- of the notebook's bytes; empty when they could not be read
    tests_sha256 TEXT NOT NULL,  -- of everything that decides marks
    recorded_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    status       TEXT NOT NULL CHECK (status IN ('graded', 'unusable', 'error')),
    score        REAL,
    max_score    REAL NOT NULL CHECK (max_score >= 0),
    cpu_s        REAL NOT NULL,
    wall_s       REAL NOT NULL,
    isolation    TEXT NOT NULL CHECK (isolation IN ('full', 'lite', 'none')),
    reason       TEXT NOT NULL,
    run          INTEGER REFERENCES run (id),  -- that graded it; none if it is older than the table of runs
    handed_in    TEXT NOT NULL DEFAULT '',  -- an ISO time; empty if nothing says it
    CHECK ((status = 'error') = (score IS NULL))  -- our fault is never a zero
) STRICT;

CREATE INDEX attempt_of_student ON attempt (assignment, student, id);

CREATE TABLE origin (  -- what the platform says of an attempt, if it says something
    attempt  INTEGER PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
    revision TEXT NOT NULL,  -- the commit, if it was handed in with Git
    late     INTEGER NOT NULL CHECK (late IN (0, 1))
) STRICT;

CREATE TABLE repair (
    attempt  INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (attempt, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell_error (
    attempt  INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    cell     INTEGER NOT NULL,  -- its place among all cells of the notebook
    error    TEXT NOT NULL,
    PRIMARY KEY (attempt, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    attempt   INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL,
    score     REAL NOT NULL CHECK (score >= 0),
    max_score REAL NOT NULL,
    PRIMARY KEY (attempt, position),
    UNIQUE (attempt, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_result (
    attempt  INTEGER NOT NULL,
    question INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    hidden   INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    passed   INTEGER NOT NULL CHECK (passed IN (0, 1)),
    points   REAL NOT NULL,
    outcome  TEXT NOT NULL CHECK (outcome IN ('passed', 'failed', 'timeout', 'crashed', 'missing', 'not_run')),
    message  TEXT NOT NULL,
    show     TEXT,  -- how the evidence is drawn
    evidence BLOB,  -- an .npz archive of `expected` and `actual`, without pickles
    cached   INTEGER NOT NULL DEFAULT 0 CHECK (cached IN (0, 1)),  -- passed without being run
    PRIMARY KEY (attempt, question, position),
    FOREIGN KEY (attempt, question) REFERENCES question (attempt, position) ON DELETE CASCADE,
    CHECK (passed = (outcome = 'passed')),  -- a result that is absent is never a pass
    CHECK ((show IS NULL) = (evidence IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset (  -- the newest check of a student's own dataset, as JSON
    assignment TEXT NOT NULL,
    student    TEXT NOT NULL,
    result     TEXT NOT NULL,
    PRIMARY KEY (assignment, student)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (  -- the students of the newest roster
    assignment TEXT NOT NULL,
    student    TEXT NOT NULL,
    listed     INTEGER NOT NULL CHECK (listed IN (0, 1)),  -- 0: a name of a submission that fits no line, or several
    PRIMARY KEY (assignment, student, listed)
) STRICT, WITHOUT ROWID;

CREATE TABLE submitted_notebook (  -- what a person sees of it: sources and pictures, encoded anew
    attempt INTEGER PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
    cells   BLOB NOT NULL
) STRICT;

CREATE TABLE answer (  -- what a person reads of an attempt, as JSON
    attempt  INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    digest   TEXT NOT NULL,  -- of what a mark of it belongs to
    parts    TEXT NOT NULL,
    UNIQUE (attempt, question)
) STRICT;

-- With it, a class is listed without reading any answer.
CREATE INDEX answer_digest ON answer (attempt, question, digest);

CREATE TABLE mark (  -- points that a person gave, or with which a person overrode those of the tests
    id         INTEGER PRIMARY KEY,
    assignment TEXT NOT NULL CHECK (assignment <> ''),
    student    TEXT NOT NULL CHECK (student <> ''),
    question   TEXT NOT NULL CHECK (question <> ''),
    points     REAL CHECK (points >= 0),  -- NULL takes an earlier mark back
    comment    TEXT NOT NULL,
    marker     TEXT NOT NULL CHECK (marker <> ''),
    marked_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    seen       INTEGER NOT NULL,  -- the newest mark that the marker knew of, or 0
    basis      TEXT NOT NULL,  -- the digest of what was marked; empty if it is not known
    undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))  -- the only column that ever changes
) STRICT;

CREATE INDEX mark_of_student ON mark (assignment, student, question, id);
