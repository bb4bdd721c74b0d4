package dev.netstock.malls.port;

/** The state of a mall's order, as far as units are concerned. */
public enum OrderState {
    /** Visible and not final: a check for fraud, a pending payment. Its units are reserved. */
    HELD,
    /** To be shipped. */
    ACTIVE,
    SHIPPED,
    /** Cancelled for good: its units come back. */
    CANCELLED
}
