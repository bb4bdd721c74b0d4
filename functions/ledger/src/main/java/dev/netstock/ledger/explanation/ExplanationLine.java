package dev.netstock.ledger.explanation;

import dev.netstock.ledger.calculation.SupplyTerms;
import dev.netstock.ledger.explanation.LedgerSide.OrderUnits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A number, and where it comes from.
 *
 * @param name as the stock model calls it
 * @param units how many
 * @param is what it is calculated from, of lines above; empty if it was told
 * @param heardAt when it was last told; empty if it never was, or is calculated
 * @param orders the orders that it is made of, where they matter; not more than a page shows
 */
record ExplanationLine(
        String name,
        long units,
        Optional<String> is,
        Optional<Instant> heardAt,
        List<OrderUnits> orders) {
    private static final String ON_HAND =
            "book + sales + receipts + adjustments + transfers + returns + shipments";

    /** The ledger's lines, of which each sum stands below what it is made of. */
    static List<ExplanationLine> of(LedgerSide side) {
        SupplyTerms terms = side.terms();
        return List.of(
                told("book", terms.book(), side),
                told("sales", terms.sales(), side),
                told("receipts", terms.receipts(), side),
                told("adjustments", terms.adjustments(), side),
                told("transfers", terms.transfers(), side),
                told("returns", terms.returns(), side),
                told("shipments", terms.shipments(), side),
                sum("onHand", terms.onHand(), ON_HAND),
                told("samples", terms.samples(), side),
                told("taken", terms.taken(), side),
                told("held", side.held(), side),
                new ExplanationLine(
                        "shipped",
                        terms.shipped(),
                        Optional.empty(),
                        Optional.ofNullable(side.heard().get("shipments")),
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

    /** Net stock's lines, likewise. */
    static List<ExplanationLine> of(NetStockSide side) {
        return List.of(
                new ExplanationLine(
                        "supply", side.supply(), Optional.empty(), side.supplyAt(), List.of()),
                new ExplanationLine(
                        "reserved", side.reserved(), Optional.empty(), Optional.empty(), List.of()),
                sum("available", side.available(), "supply - reserved"));
    }

    private static ExplanationLine told(String name, long units, LedgerSide side) {
        return new ExplanationLine(
                name,
                units,
                Optional.empty(),
                Optional.ofNullable(side.heard().get(name)),
                List.of());
    }

    private static ExplanationLine sum(String name, long units, String is) {
        return new ExplanationLine(name, units, Optional.of(is), Optional.empty(), List.of());
    }
}
