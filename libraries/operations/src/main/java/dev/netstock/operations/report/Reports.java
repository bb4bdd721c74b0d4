package dev.netstock.operations.report;

import java.util.Optional;

/** The store of reports. Implementations are thread-safe. */
public interface Reports {
    /** Stores a report, and replaces one with the same key. */
    void put(String key, String json);

    /** Reads a report; empty if there is none. */
    Optional<String> get(String key);

    /** The key of the report of a reconcile run. */
    static String ofReconcile(String run) {
        return "reconcile/" + run + "/report.json";
    }
}
