package dev.netstock.ledger.reconcile;

import java.util.Optional;

/** The store of reports. Implementations are thread-safe. */
interface Reports {
    /** Stores a report, and replaces one with the same key. */
    void put(String key, String json);

    /** Reads a report; empty if there is none. */
    Optional<String> get(String key);
}
