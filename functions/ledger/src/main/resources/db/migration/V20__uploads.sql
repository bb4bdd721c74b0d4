-- A file is known by its upload, not by its contents; and of two words about the same thing the one
-- counts that was said last, in whatever order they are processed.

ALTER TABLE imports
    ADD COLUMN upload         text,                                    -- the version of the object
    ADD COLUMN uploaded_at    timestamptz,                             -- in the order of uploads, also within a millisecond
    ADD COLUMN sequencer      text COLLATE "C" NOT NULL DEFAULT '',    -- of the notification, padded to sort; empty: none
    ADD COLUMN contradictions bigint NOT NULL DEFAULT 0;               -- rows whose movement was recorded with other contents
UPDATE imports SET upload = 'import ' || import_id, uploaded_at = started_at;
ALTER TABLE imports ALTER COLUMN upload SET NOT NULL, ALTER COLUMN uploaded_at SET NOT NULL;
DROP INDEX imports_taken_once;
CREATE UNIQUE INDEX imports_taken_once ON imports (object_key, upload) WHERE state = 'taken';
CREATE INDEX imports_of_key ON imports (object_key);
CREATE INDEX imports_uploaded ON imports (uploaded_at);

-- When it was said: of a file, when it was uploaded; of settings, when they were set.
ALTER TABLE book_stock ADD COLUMN said_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE items ADD COLUMN said_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE display_samples ADD COLUMN said_at timestamptz NOT NULL DEFAULT '-infinity';
UPDATE display_samples SET said_at = to_timestamp(version / 1000.0);

-- Books that were withdrawn, and when that was said: what was said before does not come back.
CREATE TABLE book_stock_withdrawn (
    sku           text        NOT NULL,
    location      text        NOT NULL,
    business_date date        NOT NULL,
    said_at       timestamptz NOT NULL,
    PRIMARY KEY (sku, location, business_date)
);
