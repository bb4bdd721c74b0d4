package dev.netstock.stock.sweep;

/** The result of a sweep. */
public enum SweepResult {
    /** A claim names the take: the order owns it. */
    CLAIMED,
    /** The take was not claimed, and this call undid it. */
    UNDONE,
    /** The take was undone before. */
    UNDONE_BEFORE
}
