package dev.netstock.malls.port;

/** How a mall's API can change a count. */
public enum WriteMode {
    /** Sets the count, whatever it was. */
    ABSOLUTE,
    /** Adds signed units to the count; commutes with the mall's own sales. */
    RELATIVE,
    /** Sets the count if it still is what the caller expects. */
    COMPARE_AND_SET
}
