package dev.netstock.stock.sweep;

/** What the sweep found. */
public enum SweepResult {
    /** A claim names the take: the order owns it. */
    CLAIMED,
    /** Nobody claimed the take, and this very call gave it back. */
    UNDONE,
    /** The take was given back before. */
    UNDONE_BEFORE
}
