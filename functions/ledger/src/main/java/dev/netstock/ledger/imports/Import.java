package dev.netstock.ledger.imports;

import java.time.Instant;
import java.util.Optional;

/**
 * A file, and what became of it.
 *
 * @param importId its number, which grows
 * @param kind the folder that it came to
 * @param key where it came to
 * @param digest its SHA-256
 * @param state {@code running}, {@code taken}, {@code known} or {@code refused}
 * @param rowsRead how many rows were looked at
 * @param rowsNew how many of them changed something
 * @param contradictions how many of them contradict a movement that counts
 * @param startedAt when it was begun, the last time
 * @param finishedAt when its outcome was certain
 * @param fault why it was refused: the first of its faults
 */
record Import(
        long importId,
        String kind,
        String key,
        String digest,
        String state,
        long rowsRead,
        long rowsNew,
        long contradictions,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<String> fault) {}
