package dev.netstock.ledger.calculation;

/**
 * The terms of a SKU's supply at a location. Sales, receipts, adjustments, transfers, returns and
 * shipments count since the opening of the book's business date, signed as they change what is on
 * hand; taken, shipped and covered count from the beginning.
 *
 * @param book units in the books at the opening
 * @param sales over the counter, 0 or less
 * @param receipts goods received, 0 or more
 * @param adjustments differences found by stock-takes
 * @param transfers from and to other locations
 * @param returns from customers, 0 or more
 * @param shipments of orders, 0 or less
 * @param samples units on display, which are not for sale
 * @param taken units taken by orders, ever, less those given back
 * @param shipped units of orders that left, ever
 * @param covered the shipped units that their order holds, order by order
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
    /** Units on the shelf. */
    public long onHand() {
        return book + sales + receipts + adjustments + transfers + returns + shipments;
    }

    /** Units that orders took and that are still on the shelf. */
    public long unshipped() {
        return taken - covered;
    }

    /** Units that left beyond what their order holds. */
    public long shippedWithoutReservation() {
        return shipped - covered;
    }

    /** The net stock as the ledger calculates it. */
    public long net() {
        return onHand() - samples - unshipped();
    }

    /** Units that can be promised in total, before any order is counted. */
    public long supply() {
        return net() + taken;
    }
}
