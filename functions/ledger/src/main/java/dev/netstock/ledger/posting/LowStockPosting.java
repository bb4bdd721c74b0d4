package dev.netstock.ledger.posting;

import dev.netstock.events.EventData;
import dev.netstock.events.EventData.StockLow;
import dev.netstock.events.EventData.StockRecovered;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Transactions;

import java.util.List;
import java.util.Optional;

/**
 * Posts where stock is low, in any order: of two reports of a key, the one of the later episode
 * counts, and within an episode the recovery. Thread-safe.
 *
 * @param ledger the database
 */
record LowStockPosting(Transactions ledger) {
    private static final String NEWEST =
            """
            INSERT INTO low_stock AS l (sku, location, episode, is_low)
            SELECT DISTINCT ON (sku, location) sku, location, episode, low > 0
            FROM unnest(?, ?, ?, ?) AS t (sku, location, episode, low)
            ORDER BY sku, location, episode DESC, low
            ON CONFLICT (sku, location) DO UPDATE
                SET episode = excluded.episode, is_low = excluded.is_low, heard_at = now()
                WHERE l.episode < excluded.episode
                   OR l.episode = excluded.episode AND l.is_low AND NOT excluded.is_low
            """;

    /** A report that the stock of a key is low, or has recovered. */
    private record Report(String sku, String location, long episode, boolean isLow) {
        static Optional<Report> of(EventData data) {
            return switch (data) {
                case StockLow low ->
                        Optional.of(new Report(low.sku(), low.location(), low.episode(), true));
                case StockRecovered recovered ->
                        Optional.of(
                                new Report(
                                        recovered.sku(),
                                        recovered.location(),
                                        recovered.episode(),
                                        false));
                default -> Optional.empty();
            };
        }
    }

    /** Posts a batch; other events are skipped. */
    void post(List<StockEvent> events) {
        List<Report> reports =
                events.stream().flatMap(event -> Report.of(event.data()).stream()).toList();
        if (!reports.isEmpty()) {
            ledger.inTransaction(
                    sql ->
                            sql.run(
                                    NEWEST,
                                    ColumnArrays.of(reports)
                                            .text(Report::sku)
                                            .text(Report::location)
                                            .bigint(Report::episode)
                                            .integer(report -> report.isLow() ? 1 : 0)));
        }
    }
}
