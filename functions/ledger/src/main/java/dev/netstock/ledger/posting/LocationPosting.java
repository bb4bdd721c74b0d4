package dev.netstock.ledger.posting;

import dev.netstock.events.EventData.LocationChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Transactions;

import java.util.List;

/**
 * Posts which locations sell online, in any order: of two changes of a location, the one with the
 * greater version counts. What a location has when it opens may be millions of rows, so they stay
 * as they are: the supply sync finds and sends them. Thread-safe.
 *
 * @param ledger the database
 */
record LocationPosting(Transactions ledger) {
    /** A location that once sold online keeps its supply in net stock up to date while closed. */
    private static final String NEWEST =
            """
            INSERT INTO locations AS l (location, sells_online, is_closed, online_version)
            SELECT DISTINCT ON (location) location, online > 0, online = 0, version
            FROM unnest(?, ?, ?) AS c (location, online, version)
            ORDER BY location, version DESC
            ON CONFLICT (location) DO UPDATE
                SET sells_online = l.sells_online OR excluded.sells_online,
                    is_closed = excluded.is_closed, online_version = excluded.online_version
                WHERE l.online_version < excluded.online_version
            """;

    /** Posts a batch, and returns whether there was a change; other events are skipped. */
    boolean post(List<StockEvent> events) {
        List<LocationChanged> changes =
                events.stream()
                        .map(StockEvent::data)
                        .filter(LocationChanged.class::isInstance)
                        .map(LocationChanged.class::cast)
                        .toList();
        if (!changes.isEmpty()) {
            ledger.inTransaction(
                    sql ->
                            sql.run(
                                    NEWEST,
                                    ColumnArrays.of(changes)
                                            .text(LocationChanged::location)
                                            .integer(change -> change.sellsOnline() ? 1 : 0)
                                            .bigint(LocationChanged::version)));
        }
        return !changes.isEmpty();
    }
}
