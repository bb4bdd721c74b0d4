package dev.netstock.salerules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The pace at which the ledger sends supply to net stock. */
public enum SupplyPace {
    /** Normal operation. */
    NORMAL,
    /** A tenth of the normal rate, to leave capacity for checkout. */
    SLOWED,
    /** No supply is sent. Pending changes stay in the ledger, and none is lost. */
    PAUSED;

    /** The name in the API and the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Parses a {@link #text}. */
    public static Optional<SupplyPace> parse(String text) {
        return Arrays.stream(values()).filter(pace -> pace.text().equals(text)).findFirst();
    }
}
