package dev.netstock.ledger.explanation;

import dev.netstock.ledger.calculation.SupplyTerms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger's data of a SKU at a location.
 *
 * @param businessDate of the book stock that counts; empty if there is none
 * @param terms the numbers
 * @param held units of orders that are not paid yet; a part of the taken units
 * @param withoutReservation orders that shipped more than they hold, the most units first
 * @param adjustments the newest adjustments that count
 * @param heard when each term was last reported, by its name; terms never reported are missing
 * @param version of the supply; 0 if none was calculated yet
 * @param sentVersion the version last sent to net stock; 0 if none
 * @param sentAt when it was sent
 */
record LedgerSide(
        Optional<LocalDate> businessDate,
        SupplyTerms terms,
        long held,
        List<OrderUnits> withoutReservation,
        List<Adjustment> adjustments,
        Map<String, Instant> heard,
        long version,
        long sentVersion,
        Optional<Instant> sentAt) {
    LedgerSide {
        withoutReservation = List.copyOf(withoutReservation);
        adjustments = List.copyOf(adjustments);
        heard = Map.copyOf(heard);
    }

    /**
     * An adjustment.
     *
     * @param units as they changed what is on hand
     * @param reasonCode why; empty if its source gives no reason
     * @param recordedBy who recorded it over the API
     * @param approvedBy the second person, if it needed approval
     */
    record Adjustment(
            String source,
            String movementId,
            LocalDate businessDate,
            long units,
            Instant occurredAt,
            Optional<String> reasonCode,
            Optional<String> reasonNote,
            Optional<String> recordedBy,
            Optional<String> approvedBy) {}

    /** Units of an order. */
    record OrderUnits(String orderId, long units) {}

    /** When a term was last reported; empty if never. */
    Optional<Instant> heardAt(String term) {
        return Optional.ofNullable(heard.get(term));
    }
}
