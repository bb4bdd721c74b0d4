package dev.netstock.ledger.drill;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.drill.DynamoTablePair.RowKey;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.table.StockItem;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the copies with the stage, which is only read. Thread-safe.
 *
 * @param ledger the ledger of the stage
 * @param live the tables of the stage
 * @param copies the restored tables
 */
record LiveComparison(Transactions ledger, DynamoTablePair live, DynamoTablePair copies) {
    private static final int PAGE = 500;
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** The names of steps are unique, so the last one of a page is where the next page begins. */
    private static final String STEPS =
            """
            SELECT delta_id, occurred_at FROM deltas
            WHERE occurred_at >= ? AND delta_id COLLATE "C" > ?
            ORDER BY delta_id COLLATE "C" LIMIT ?
            """;

    private static final String UNITS =
            """
            SELECT sku || ' at ' || location || ': ' || units FROM delta_lines
            WHERE delta_id = ? AND occurred_at = ? ORDER BY line
            """;

    private record Step(String id, Instant at) {
        RowKey key() {
            int end = id.lastIndexOf('#');
            return new RowKey(id.substring(0, end), id.substring(end + 1));
        }
    }

    private record Missing(Step step, List<String> units) {}

    /** Steps that the ledger has had since the moment, and the copies lack. */
    String steps(DrillRequest request, Call call) {
        List<Missing> missing = new ArrayList<>();
        Optional<String> after = Optional.of(request.cursor().orElse(""));
        long read = 0;
        do {
            List<Step> page = page(request.at().minus(Replay.BEFORE), after.orElseThrow());
            read += page.size();
            Map<RowKey, ?> rows = copies.rows(page.stream().map(Step::key).toList(), call);
            page.stream()
                    .filter(step -> !rows.containsKey(step.key()))
                    .forEach(step -> missing.add(new Missing(step, units(step))));
            after = page.size() < PAGE ? Optional.empty() : Optional.of(page.getLast().id());
        } while (after.isPresent() && call.deadline().leaves(MARGIN));
        return json(read, missing, after);
    }

    private List<Step> page(Instant from, String after) {
        return ledger.inTransaction(
                sql ->
                        sql.list(
                                STEPS,
                                row ->
                                        new Step(
                                                row.getString("delta_id"),
                                                Sql.instant(row, "occurred_at")),
                                from,
                                after,
                                PAGE));
    }

    private List<String> units(Step step) {
        return ledger.inTransaction(
                sql -> sql.list(UNITS, row -> row.getString(1), step.id(), step.at()));
    }

    private static String json(long read, List<Missing> missing, Optional<String> next) {
        return JsonWriter.object(
                json -> {
                    json.writeNumberField("read", read);
                    JsonWriter.objects(
                            json,
                            "missing",
                            missing,
                            (each, it) -> {
                                each.writeStringField("event", it.step().id());
                                each.writeStringField("time", it.step().at().toString());
                                each.writeStringField("units", String.join(", ", it.units()));
                            });
                    if (next.isPresent()) {
                        json.writeStringField("cursor", next.get());
                    }
                });
    }

    private record Difference(StockItem first, long live, long restored) {}

    /**
     * SKUs and locations whose reserved units differ. In a stage that sells, some differ because
     * orders have arrived since the replay; those that stay different are missing.
     */
    String units(DrillRequest request, Call call) {
        List<Difference> differences = new ArrayList<>();
        var after = request.cursor();
        long read = 0;
        do {
            var page = live.itemPage(after, call);
            for (StockItem item : page.rows()) {
                if (item.key().shard() == 0) {
                    read++;
                    difference(item, call).ifPresent(differences::add);
                }
            }
            after = page.next();
        } while (after.isPresent() && call.deadline().leaves(MARGIN));
        return differencesJson(read, differences, after);
    }

    /**
     * Over all shards and pools. An item whose first supply is newer than the moment is not in the
     * copies; the steps of its orders are, and are counted as such.
     */
    private Optional<Difference> difference(StockItem first, Call call) {
        List<ItemKey> all =
                Stream.concat(
                                IntStream.range(0, Math.max(1, first.layout().shards()))
                                        .mapToObj(first.key()::shard),
                                first.pools())
                        .toList();
        Map<ItemKey, StockItem> restored = copies.items(all, call);
        if (!restored.containsKey(first.key())) {
            return Optional.empty();
        }
        long reserved =
                all.size() == 1 ? first.reserved() : reserved(live.items(all, call).values());
        return reserved == reserved(restored.values())
                ? Optional.empty()
                : Optional.of(new Difference(first, reserved, reserved(restored.values())));
    }

    private static long reserved(Collection<StockItem> items) {
        return items.stream().mapToLong(StockItem::reserved).sum();
    }

    private static String differencesJson(
            long read, List<Difference> differences, Optional<String> next) {
        return JsonWriter.object(
                json -> {
                    json.writeNumberField("read", read);
                    JsonWriter.objects(
                            json,
                            "differences",
                            differences,
                            (each, it) -> {
                                each.writeStringField("sku", it.first().key().sku().value());
                                each.writeStringField(
                                        "location", it.first().key().location().value());
                                each.writeNumberField("reserved", it.live());
                                each.writeNumberField("restored", it.restored());
                            });
                    if (next.isPresent()) {
                        json.writeStringField("cursor", next.get());
                    }
                });
    }
}
