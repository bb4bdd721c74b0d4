package dev.netstock.ledger.explanation;

import dev.netstock.ledger.calculation.SupplyTerms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger knows of a SKU at a location.
 *
 * @param businessDate of the book stock that counts; empty if there is none
 * @param terms the numbers
 * @param held units of orders that wait for their payment; part of what is taken
 * @param withoutReservation orders of which more left than they hold, the most units first
 * @param heard when each term was last heard of, by its name; what was never heard of is missing
 * @param version of the supply; 0 if none was calculated yet
 * @param sentVersion the version that was last sent to net stock; 0 if none
 * @param sentAt when that was
 */
record LedgerSide(
        Optional<LocalDate> businessDate,
        SupplyTerms terms,
        long held,
        List<OrderUnits> withoutReservation,
        Map<String, Instant> heard,
        long version,
        long sentVersion,
        Optional<Instant> sentAt) {
    LedgerSide {
        withoutReservation = List.copyOf(withoutReservation);
        heard = Map.copyOf(heard);
    }

    /** Units of an order. */
    record OrderUnits(String orderId, long units) {}
}
