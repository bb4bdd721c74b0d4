package dev.netstock.local.saleday;

/** What a buyer does with an order that he got. */
public enum Intent {
    /** Pays, and keeps it. */
    PAYS,
    /** His payment fails: the shop gives the units back. */
    PAYMENT_FAILS,
    /** Goes away without a word: the hold expires. */
    LEAVES,
    /** Pays, and then cancels the first line. */
    CANCELS
}
