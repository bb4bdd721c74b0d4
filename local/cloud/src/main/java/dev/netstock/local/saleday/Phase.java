package dev.netstock.local.saleday;

/** The phase of a sale. */
public enum Phase {
    QUIET,
    RUSH,
    AFTER
}
