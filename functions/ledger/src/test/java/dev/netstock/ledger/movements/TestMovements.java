package dev.netstock.ledger.movements;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Movements for tests. */
final class TestMovements {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

    /** Of today. */
    static final BusinessDates DATES =
            new BusinessDates(InstantSource.fixed(NOON), ZoneId.of("Asia/Tokyo"));

    /** Accepts every business date that can be written. */
    static final BusinessDates ANY_DATES =
            new BusinessDates(
                    InstantSource.fixed(Instant.parse("2199-12-30T12:00:00Z")), ZoneOffset.UTC);

    private TestMovements() {}

    /** One of today, of the SKU A in the east. */
    static Movement of(MovementKind kind, String id, long units) {
        return at("A", "east", kind, id, units);
    }

    static Movement at(String sku, String location, MovementKind kind, String id, long units) {
        return new Movement("/test", id, kind, sku, location, units, NOON, TODAY, Optional.empty());
    }

    static Movement on(LocalDate date, Movement it) {
        return new Movement(
                it.source(),
                it.movementId(),
                it.kind(),
                it.sku(),
                it.location(),
                it.units(),
                it.occurredAt(),
                date,
                it.orderId());
    }

    static Movement ofOrder(String orderId, Movement it) {
        return new Movement(
                it.source(),
                it.movementId(),
                it.kind(),
                it.sku(),
                it.location(),
                it.units(),
                it.occurredAt(),
                it.businessDate(),
                Optional.of(orderId));
    }
}
