package dev.netstock.salerules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How fast the ledger's supply is sent to net stock. */
public enum SupplyPace {
    /** As on any day. */
    NORMAL,
    /** At a tenth of the usual rate, so that checkout has the room. */
    SLOWED,
    /** Not at all: what is due waits in the ledger, and nothing of it is lost. */
    PAUSED;

    /** As the API and the table spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #text} gave. */
    public static Optional<SupplyPace> parse(String text) {
        return Arrays.stream(values()).filter(pace -> pace.text().equals(text)).findFirst();
    }
}
