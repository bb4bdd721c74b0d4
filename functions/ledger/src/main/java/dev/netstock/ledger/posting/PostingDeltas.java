package dev.netstock.ledger.posting;

import dev.netstock.ledger.database.Transactions;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells the ledger what orders did, each step once, in any order: a batch is one transaction, and
 * the delta's own row in it says that the step was counted. Thread-safe.
 *
 * @param ledger the database
 */
record PostingDeltas(Transactions ledger) {
    /**
     * What came of a batch.
     *
     * @param fresh how many of its steps were new
     * @param hasSupplyChanged whether units of their orders had left, so that supply follows
     */
    record Result(int fresh, boolean hasSupplyChanged) {}

    /** Posts a batch. */
    Result post(Collection<OrderDelta> deltas) {
        Map<String, OrderDelta> byId = new TreeMap<>();
        deltas.forEach(delta -> byId.putIfAbsent(delta.id(), delta));
        return ledger.inTransaction(
                connection -> {
                    var rows = new DeltaRows(connection);
                    List<OrderDelta> posted =
                            rows.insert(byId.values()).stream()
                                    .map(byId::get)
                                    .<OrderDelta>map(java.util.Objects::requireNonNull)
                                    .toList();
                    return new Result(posted.size(), !posted.isEmpty() && rows.count(posted));
                });
    }
}
