package dev.netstock.salemode.mode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a sale is. */
public enum Phase {
    /** A day like any other. */
    OFF,
    /** A sale is planned; all is as on any other day. */
    PLANNED,
    /** Its rules come into force, step by step. */
    ENTERING,
    /** All of them hold. */
    ON,
    /** They are taken back, step by step. */
    LEAVING;

    /** As the API and the table spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #text} gave. */
    public static Optional<Phase> parse(String text) {
        return Arrays.stream(values()).filter(phase -> phase.text().equals(text)).findFirst();
    }
}
