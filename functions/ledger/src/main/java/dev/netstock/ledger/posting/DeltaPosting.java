package dev.netstock.ledger.posting;

import dev.netstock.ledger.database.Transactions;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells the ledger what orders did, each step once, in any order: a batch is one transaction, and
 * the delta's own row in it says that the step was counted. Thread-safe.
 *
 * @param ledger the database
 */
record DeltaPosting(Transactions ledger) {
    /**
     * What came of a batch.
     *
     * @param fresh how many of its steps were new
     * @param contradictions how many had the id of a step that counts, and other contents
     * @param hasSupplyChanged whether units of their orders had left, so that supply follows
     */
    record Result(int fresh, int contradictions, boolean hasSupplyChanged) {}

    /** Posts a batch; of steps with one id the first that was posted counts. */
    Result post(Collection<OrderDelta> deltas) {
        Map<String, OrderDelta> byId = new TreeMap<>();
        deltas.forEach(delta -> byId.putIfAbsent(delta.id(), delta));
        return ledger.inTransaction(
                connection -> {
                    var rows = new DeltaRows(connection);
                    var contradictions = new DeltaContradictions(connection);
                    Set<String> elsewhere = contradictions.underOtherTimes(byId.values());
                    List<OrderDelta> asked =
                            byId.values().stream()
                                    .filter(delta -> !elsewhere.contains(delta.id()))
                                    .toList();
                    List<OrderDelta> posted =
                            rows.insert(asked).stream()
                                    .map(byId::get)
                                    .<OrderDelta>map(java.util.Objects::requireNonNull)
                                    .toList();
                    boolean hasSupplyChanged = !posted.isEmpty() && rows.count(posted);
                    Set<OrderDelta> counted = new HashSet<>(posted);
                    List<OrderDelta> others =
                            deltas.stream().filter(delta -> !counted.contains(delta)).toList();
                    return new Result(
                            posted.size(),
                            others.isEmpty() ? 0 : contradictions.note(others),
                            hasSupplyChanged);
                });
    }
}
