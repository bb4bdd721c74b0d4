package dev.netstock.ledger.posting;

import dev.netstock.events.EventData.LocationChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Transactions;

import java.util.List;

/**
 * Posts which locations sell online, in any order: of two changes of a location, the one with the
 * greater version counts. Thread-safe.
 *
 * @param ledger the database
 */
record LocationPosting(Transactions ledger) {
    private static final String CHANGE = "SELECT change_locations(?, (?::integer[])::boolean[], ?)";

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
                                    CHANGE,
                                    ColumnArrays.of(changes)
                                            .text(LocationChanged::location)
                                            .integer(change -> change.sellsOnline() ? 1 : 0)
                                            .bigint(LocationChanged::version)));
        }
        return !changes.isEmpty();
    }
}
