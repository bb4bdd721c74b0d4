package dev.netstock.ledger.explanation;

import dev.netstock.ledger.calculation.SupplyTerms;
import dev.netstock.ledger.explanation.LedgerSide.Adjustment;
import dev.netstock.ledger.explanation.LedgerSide.OrderUnits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A number and its source.
 *
 * @param name in the words of the stock model
 * @param units the number
 * @param is the formula over lines above; empty if the number was reported
 * @param heardAt when the number was last reported; empty if never, or if it is calculated
 * @param adjustments the newest adjustments behind the number
 * @param orders the orders behind the number, if they matter; limited to what a page can show
 */
record ExplanationLine(
        String name,
        long units,
        Optional<String> is,
        Optional<Instant> heardAt,
        List<OrderUnits> orders,
        List<Adjustment> adjustments) {
    private static final String ON_HAND =
            "book + sales + receipts + adjustments + transfers + returns + shipments";

    ExplanationLine(
            String name,
            long units,
            Optional<String> is,
            Optional<Instant> heardAt,
            List<OrderUnits> orders) {
        this(name, units, is, heardAt, orders, List.of());
    }

    /** The ledger's lines; each sum follows its terms. */
    static List<ExplanationLine> of(LedgerSide side) {
        SupplyTerms terms = side.terms();
        return List.of(
                reported("book", terms.book(), side),
                reported("sales", terms.sales(), side),
                reported("receipts", terms.receipts(), side),
                new ExplanationLine(
                        "adjustments",
                        terms.adjustments(),
                        Optional.empty(),
                        side.heardAt("adjustments"),
                        List.of(),
                        side.adjustments()),
                reported("transfers", terms.transfers(), side),
                reported("returns", terms.returns(), side),
                reported("shipments", terms.shipments(), side),
                sum("onHand", terms.onHand(), ON_HAND),
                reported("samples", terms.samples(), side),
                reported("taken", terms.taken(), side),
                reported("held", side.held(), side),
                new ExplanationLine(
                        "shipped",
                        terms.shipped(),
                        Optional.empty(),
                        side.heardAt("shipments"),
                        List.of()),
                new ExplanationLine(
                        "shippedWithoutReservation",
                        terms.shippedWithoutReservation(),
                        Optional.empty(),
                        Optional.empty(),
                        side.withoutReservation()),
                sum("covered", terms.covered(), "shipped - shippedWithoutReservation"),
                sum("unshipped", terms.unshipped(), "taken - covered"),
                sum("net", terms.net(), "onHand - samples - unshipped"),
                sum("supply", terms.supply(), "net + taken"));
    }

    /** Net stock's lines; each sum follows its terms. */
    static List<ExplanationLine> of(NetStockSide side) {
        var supply =
                new ExplanationLine(
                        "supply", side.supply(), Optional.empty(), side.supplyAt(), List.of());
        ExplanationLine reserved = plain("reserved", side.reserved());
        return side.setAside() == 0
                ? List.of(supply, reserved, sum("available", side.available(), "supply - reserved"))
                : List.of(
                        supply,
                        reserved,
                        plain("setAside", side.setAside()),
                        sum("available", side.available(), "supply - reserved - setAside"));
    }

    private static ExplanationLine plain(String name, long units) {
        return new ExplanationLine(name, units, Optional.empty(), Optional.empty(), List.of());
    }

    private static ExplanationLine reported(String name, long units, LedgerSide side) {
        return new ExplanationLine(name, units, Optional.empty(), side.heardAt(name), List.of());
    }

    private static ExplanationLine sum(String name, long units, String is) {
        return new ExplanationLine(name, units, Optional.of(is), Optional.empty(), List.of());
    }
}
