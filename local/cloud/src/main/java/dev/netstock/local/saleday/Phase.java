package dev.netstock.local.saleday;

/** Where a sale stands. */
public enum Phase {
    QUIET,
    RUSH,
    AFTER
}
