package dev.netstock.ledger.reconcile;

import java.util.Optional;

/** Where reports are kept. Implementations are thread-safe. */
interface Reports {
    /** Keeps a report; the same key again replaces it. */
    void put(String key, String json);

    /** A report; empty if there is none. */
    Optional<String> get(String key);
}
