package dev.netstock.ledger.movements;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementReason;
import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Records movements in the ledger, each once, in any order and with duplicates. A batch of any size
 * is one round trip. Of several movements with one name, the first counts. Thread-safe.
 *
 * @param ledger the database
 */
public record MovementRecorder(Transactions ledger) {
    private static final String RECORD =
            "SELECT recorded, late, aside, contradictory"
                    + " FROM record_movements(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /**
     * Records all movements or none.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the database does not answer
     */
    public RecordOutcome record(List<Movement> movements) {
        return movements.isEmpty()
                ? RecordOutcome.NOTHING
                : ledger.inTransaction(sql -> record(movements, sql));
    }

    private static RecordOutcome record(List<Movement> movements, Sql sql) throws SQLException {
        return sql.first(
                        RECORD,
                        row -> outcome(movements.size(), row),
                        ColumnArrays.of(movements)
                                .text(Movement::source)
                                .text(Movement::movementId)
                                .date(Movement::businessDate)
                                .text(movement -> movement.kind().text())
                                .text(Movement::sku)
                                .text(Movement::location)
                                .bigint(Movement::signedUnits)
                                .text(movement -> movement.orderId().orElse(null))
                                .timestamp(Movement::occurredAt)
                                .text(it -> reason(it, reason -> reason.code().text()))
                                .text(it -> reason(it, reason -> reason.note().orElse(null)))
                                .text(it -> reason(it, reason -> reason.by().orElse(null)))
                                .text(it -> reason(it, reason -> reason.approvedBy().orElse(null))))
                .orElseThrow();
    }

    private static @Nullable String reason(
            Movement movement, Function<MovementReason, @Nullable String> part) {
        return movement.reason().map(part).orElse(null);
    }

    private static RecordOutcome outcome(long movements, ResultSet row) throws SQLException {
        long recorded = row.getLong("recorded");
        long pending = row.getLong("aside");
        long contradictory = row.getLong("contradictory");
        return new RecordOutcome(
                recorded,
                movements - recorded - pending - contradictory,
                row.getLong("late"),
                pending,
                contradictory);
    }
}
