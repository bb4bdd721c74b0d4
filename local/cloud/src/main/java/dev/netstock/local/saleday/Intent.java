package dev.netstock.local.saleday;

/** What a buyer does after a successful reservation. */
public enum Intent {
    /** Pays and keeps the order. */
    PAYS,
    /** The payment fails, and the store releases the reservation. */
    PAYMENT_FAILS,
    /** Abandons the order, and the hold expires. */
    LEAVES,
    /** Pays and then cancels the first line. */
    CANCELS
}
