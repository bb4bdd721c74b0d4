package dev.netstock.ledger.movements;

import dev.netstock.events.movement.Movement;
import dev.netstock.ledger.database.Transactions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Records movements in the ledger, each once, however often and in whatever order they are told:
 * one round trip, whatever their number. Of several under one name the first counts. Thread-safe.
 *
 * @param ledger where they are recorded
 */
public record MovementRecorder(Transactions ledger) {
    private static final String RECORD =
            "SELECT recorded, late, aside, contradictory"
                    + " FROM record_movements(?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /**
     * Records them all, or none.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the database does not answer
     */
    public RecordOutcome record(List<Movement> movements) {
        return movements.isEmpty()
                ? new RecordOutcome(0, 0, 0, 0, 0)
                : ledger.inTransaction(connection -> record(movements, connection));
    }

    private static RecordOutcome record(List<Movement> movements, Connection connection)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            new MovementArrays(movements).bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long recorded = row.getLong("recorded");
                long aside = row.getLong("aside");
                long contradictory = row.getLong("contradictory");
                return new RecordOutcome(
                        recorded,
                        movements.size() - recorded - aside - contradictory,
                        row.getLong("late"),
                        aside,
                        contradictory);
            }
        }
    }
}
