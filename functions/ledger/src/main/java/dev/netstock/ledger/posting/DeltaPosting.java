package dev.netstock.ledger.posting;

import dev.netstock.ledger.database.Transactions;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Posts the steps of orders to the ledger, each once, in any order. A batch is one transaction; the
 * row of a delta shows that its step was counted. Thread-safe.
 *
 * @param ledger the database
 */
record DeltaPosting(Transactions ledger) {
    /**
     * The result of a batch.
     *
     * @param fresh steps that were new
     * @param contradictions steps that repeat the id of a counted step with other contents, and
     *     were not recorded before
     * @param hasSupplyChanged whether supply changed: units of these orders have left
     */
    record Result(int fresh, int contradictions, boolean hasSupplyChanged) {}

    /** Posts a batch. Of several steps with one id, the first one posted counts. */
    Result post(Collection<OrderDelta> deltas) {
        Map<String, OrderDelta> byId = new TreeMap<>();
        deltas.forEach(delta -> byId.putIfAbsent(delta.id(), delta));
        return ledger.inTransaction(
                sql -> {
                    var rows = new DeltaRows(sql);
                    var contradictions = new DeltaContradictions(sql);
                    Set<String> underOtherTimes = contradictions.underOtherTimes(byId.values());
                    Set<String> newIds =
                            Set.copyOf(
                                    rows.insert(
                                            byId.values().stream()
                                                    .filter(
                                                            delta ->
                                                                    !underOtherTimes.contains(
                                                                            delta.id()))
                                                    .toList()));
                    List<OrderDelta> posted =
                            byId.values().stream()
                                    .filter(delta -> newIds.contains(delta.id()))
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
