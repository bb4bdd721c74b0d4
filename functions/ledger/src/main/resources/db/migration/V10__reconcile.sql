-- Reconcile: net stock and the ledger compared, page by page, so that a killed slice goes on where it was.

CREATE TABLE reconcile_runs (
    run_id      text        PRIMARY KEY,
    repair      boolean     NOT NULL,
    phase       text        NOT NULL,
    started_at  timestamptz NOT NULL,
    settle_ms   bigint      NOT NULL,
    next_at     timestamptz,              -- when the next phase begins; none while this one runs
    finished_at timestamptz
);
CREATE UNIQUE INDEX reconcile_runs_one_at_a_time ON reconcile_runs ((true)) WHERE finished_at IS NULL;

-- from_key is before the first key, to_key is the last; none is no bound.
CREATE TABLE reconcile_slices (
    run_id   text    NOT NULL REFERENCES reconcile_runs ON DELETE CASCADE,
    work     text    NOT NULL,
    number   integer NOT NULL,
    phase    text    NOT NULL,
    from_key text    COLLATE "C",
    to_key   text    COLLATE "C",
    cursor   text,
    done     boolean NOT NULL DEFAULT false,
    rows     bigint  NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, work, number)
);

-- SKU-locations that net stock has.
CREATE TABLE reconcile_seen (
    run_id   text NOT NULL,
    sku      text NOT NULL,
    location text NOT NULL,
    PRIMARY KEY (run_id, sku, location)
);

-- Items that do not plainly agree with the ledger, as they were when they were looked at, and what the ledger said then.
CREATE TABLE reconcile_looks (
    run_id         text        NOT NULL,
    sku            text        NOT NULL,
    location       text        NOT NULL,
    shard          integer     NOT NULL,
    look           integer     NOT NULL,
    began_at       timestamptz NOT NULL,
    ended_at       timestamptz NOT NULL,
    available      bigint      NOT NULL,
    reserved       bigint      NOT NULL,
    item_version   bigint      NOT NULL,
    supply         bigint      NOT NULL,
    supply_version bigint      NOT NULL,
    ledger_version bigint,                -- none: the ledger does not know the key
    ledger_supply  bigint,
    behind         boolean     NOT NULL,  -- the ledger sent a newer supply, longer ago than things take to settle
    PRIMARY KEY (run_id, sku, location, shard, look)
);

-- Deltas of net stock that the ledger did not have although they were old enough.
CREATE TABLE reconcile_missing (
    run_id      text        NOT NULL,
    delta_id    text        COLLATE "C" NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, delta_id)
);

-- Lines of deltas of net stock that the ledger's sum before the run has not, for the items that were looked at.
CREATE TABLE reconcile_lines (
    run_id      text        NOT NULL,
    delta_id    text        COLLATE "C" NOT NULL,
    line        integer     NOT NULL,
    occurred_at timestamptz NOT NULL,
    sku         text        NOT NULL,
    location    text        NOT NULL,
    shard       integer     NOT NULL,
    units       bigint      NOT NULL,
    take        bigint      NOT NULL,     -- the version of the take that it is, or undoes; 0: it gives back
    undone      boolean     NOT NULL,
    PRIMARY KEY (run_id, delta_id, line)
);
CREATE INDEX reconcile_lines_of_item ON reconcile_lines (run_id, sku, location);

CREATE TABLE reconcile_findings (
    run_id      text    NOT NULL REFERENCES reconcile_runs ON DELETE CASCADE,
    kind        text    NOT NULL,
    subject     text    COLLATE "C" NOT NULL,
    sku         text,
    location    text,
    shard       integer,
    order_id    text,
    delta_id    text,
    occurred_at timestamptz,
    expected    bigint,
    actual      bigint,
    available   bigint,                   -- this and the next two: by how much an item's numbers are too high
    reserved    bigint,
    supply      bigint,
    ledger_version bigint,
    repair      text,
    PRIMARY KEY (run_id, kind, subject)
);

-- Deltas that repair took out of the ledger, and the report that says why.
CREATE TABLE deltas_set_aside (
    report       text        NOT NULL,
    delta_id     text        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    delta        jsonb       NOT NULL,
    lines        jsonb       NOT NULL,
    set_aside_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (report, delta_id, occurred_at)
);
