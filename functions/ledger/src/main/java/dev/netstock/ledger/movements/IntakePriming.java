package dev.netstock.ledger.movements;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.movements.MovementRecords.Sent;
import dev.netstock.messages.movement.MovementJson;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the intake does before a snapshot: it reads a movement, opens a connection, and records
 * nothing.
 *
 * @param database the ledger's
 * @param dates the business dates that are plausible
 */
record IntakePriming(LedgerDatabase database, BusinessDates dates) implements Consumer<Context> {
    private static final Movement MOVEMENT =
            new Movement(
                    "priming",
                    "priming",
                    MovementKind.RECEIPT,
                    "priming",
                    "priming",
                    1,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    LocalDate.of(2026, 1, 1),
                    Optional.empty());

    @Override
    public void accept(Context context) {
        byte[] json = MovementJson.write(MOVEMENT).getBytes(UTF_8);
        MovementRecords.read(List.of(new Sent("1", ByteBuffer.wrap(json))), dates);
        database.prime();
    }
}
