package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.reconcile.judgement.Drift;
import dev.netstock.ledger.reconcile.judgement.DriftJudgement;
import dev.netstock.platform.call.Call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the suspects, a page at a time. The first page also records missing events and items.
 * Thread-safe.
 *
 * @param ledger the database
 * @param extraEvents finds events that the ledger should not have
 */
record ItemJudgements(Transactions ledger, ExtraEvents extraEvents) implements SliceWork {
    private static final int KEYS_MAX = 200;

    /** An event that has arrived by now was late, not lost. */
    private static final String LOST_EVENTS =
            """
            INSERT INTO reconcile_findings (run_id, kind, subject, order_id, delta_id, occurred_at)
            SELECT m.run_id, 'lost-event', m.delta_id, split_part(m.delta_id, '#', 2), m.delta_id,
                   m.occurred_at
            FROM reconcile_missing m WHERE m.run_id = ?
              AND NOT EXISTS (SELECT FROM deltas d
                              WHERE d.delta_id = m.delta_id AND d.occurred_at = m.occurred_at)
            ON CONFLICT DO NOTHING
            """;

    private static final String MISSING_ITEMS =
            """
            INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, expected, actual)
            SELECT p.run_id, 'missing-item', n.sku || '/' || n.location, n.sku, n.location, 0,
                   n.sent_version, 0
            FROM net_stock n CROSS JOIN (VALUES (?, ?::timestamptz)) AS p (run_id, settled_at)
            WHERE n.sent_version > 0 AND n.sent_at < p.settled_at
              AND NOT EXISTS (SELECT FROM reconcile_seen s WHERE s.run_id = p.run_id
                              AND s.sku = n.sku AND s.location = n.location)
            ON CONFLICT DO NOTHING
            """;

    /** The suspects of a range of keys. */
    private record Keys(List<Suspect> suspects, Optional<String> last, boolean isLast) {}

    @Override
    public Page page(Run run, Slice slice, Call call) {
        Keys keys = keys(run, slice);
        var judgement = new ItemJudgement(new DriftJudgement(run.tolerance()));
        List<Finding> findings = new ArrayList<>();
        byKey(keys.suspects())
                .forEach(shards -> findings.addAll(judge(run, judgement, shards, call)));
        return new Page(
                keys.suspects().size(),
                keys.isLast() ? Optional.empty() : keys.last(),
                sql -> {
                    if (slice.cursor().isEmpty()) {
                        sql.run(LOST_EVENTS, run.id());
                        sql.run(MISSING_ITEMS, run.id(), run.startedAt().minus(run.settle()));
                    }
                    Findings.add(sql, run, findings);
                });
    }

    private Keys keys(Run run, Slice slice) {
        return ledger.inTransaction(
                sql -> {
                    Suspects suspects = new Suspects(sql);
                    List<String> keys = suspects.keys(run, slice.after(), KEYS_MAX);
                    return keys.isEmpty()
                            ? new Keys(List.of(), Optional.empty(), true)
                            : new Keys(
                                    suspects.between(run, slice.after(), keys.getLast()),
                                    Optional.of(keys.getLast()),
                                    keys.size() < KEYS_MAX);
                });
    }

    private static Iterable<List<Suspect>> byKey(List<Suspect> suspects) {
        Map<String, List<Suspect>> byKey = new LinkedHashMap<>();
        for (Suspect suspect : suspects) {
            String key = suspect.item().sku() + "/" + suspect.item().location();
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(suspect);
        }
        return byKey.values();
    }

    /** Extra events in the ledger explain a part of a difference, or all of it. */
    private List<Finding> judge(Run run, ItemJudgement judgement, List<Suspect> shards, Call call) {
        List<Finding> findings = new ArrayList<>();
        List<Suspect> explained = new ArrayList<>();
        for (Suspect shard : shards) {
            long extra = 0;
            if (judgement.drift(shard) instanceof Drift.Found) {
                List<Finding> events = extraEvents.of(run, shard.item(), call);
                extra = events.stream().mapToLong(ItemJudgements::extraUnits).sum();
                findings.addAll(events);
            }
            explained.add(shard.without(extra));
        }
        findings.addAll(judgement.findings(explained));
        return findings;
    }

    private static long extraUnits(Finding event) {
        return event.numbers().map(numbers -> numbers.actual() - numbers.expected()).orElse(0L);
    }
}
