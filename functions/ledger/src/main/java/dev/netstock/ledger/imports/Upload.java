package dev.netstock.ledger.imports;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that was put into the inbox, as a notification names it.
 *
 * @param key where
 * @param versionId which version of the object; empty: the current one
 * @param sequencer by which uploads of a key sort as text; empty: not known
 * @param at when it was there, in milliseconds; empty: when the object says
 */
record Upload(FileKey key, Optional<String> versionId, String sequencer, Optional<Instant> at) {}
