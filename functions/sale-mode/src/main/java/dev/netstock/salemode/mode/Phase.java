package dev.netstock.salemode.mode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The phase of a sale. */
public enum Phase {
    /** Normal operation. */
    OFF,
    /** A sale is planned; operation is still normal. */
    PLANNED,
    /** The overrides come into effect, step by step. */
    ENTERING,
    /** All overrides are in effect. */
    ON,
    /** The overrides are reverted, step by step. */
    LEAVING;

    /** As the API and the table spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Parses what {@link #text} returns. */
    public static Optional<Phase> parse(String text) {
        return Arrays.stream(values()).filter(phase -> phase.text().equals(text)).findFirst();
    }
}
