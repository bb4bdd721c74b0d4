package dev.netstock.ledger.calculation;

/**
 * The terms of a SKU's supply at a location. Sales, receipts, adjustments, transfers, returns and
 * shipments are those since the opening of the book's business date, signed as they change what is
 * on hand; taken, shipped and covered are counted from the beginning.
 *
 * @param book units that the books had at the opening
 * @param sales over the counter, 0 or less
 * @param receipts goods that came, 0 or more
 * @param adjustments what stock-takes found
 * @param transfers from and to other locations
 * @param returns what customers brought back, 0 or more
 * @param shipments of orders, 0 or less
 * @param samples on display, which nobody can buy
 * @param taken by orders, ever, less what was given back
 * @param shipped units of orders that left, ever
 * @param covered of those, per order, not more than the order holds
 */
public record SupplyTerms(
        long book,
        long sales,
        long receipts,
        long adjustments,
        long transfers,
        long returns,
        long shipments,
        long samples,
        long taken,
        long shipped,
        long covered) {
    /** What is on the shelf. */
    public long onHand() {
        return book + sales + receipts + adjustments + transfers + returns + shipments;
    }

    /** What orders took and is still on the shelf. */
    public long unshipped() {
        return taken - covered;
    }

    /**
     * What left without a reservation: more than its order holds, or of an order that holds none.
     */
    public long shippedWithoutReservation() {
        return shipped - covered;
    }

    /** The net stock as the ledger sees it. */
    public long net() {
        return onHand() - samples - unshipped();
    }

    /** What may be promised at all, before any order is counted. */
    public long supply() {
        return net() + taken;
    }
}
