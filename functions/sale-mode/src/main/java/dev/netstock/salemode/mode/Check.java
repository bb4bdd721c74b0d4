package dev.netstock.salemode.mode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of a preflight check.
 *
 * @param name what was checked
 * @param verdict the result
 * @param found the figures, as text for people
 */
public record Check(String name, Verdict verdict, String found) {
    /** The result of a check. No verdict blocks the sale: the operator decides. */
    public enum Verdict {
        OK,
        WARNING,
        /** The figure could not be determined. */
        UNKNOWN;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Parses what {@link #text} returns. */
        public static Optional<Verdict> parse(String text) {
            return Arrays.stream(values())
                    .filter(verdict -> verdict.text().equals(text))
                    .findFirst();
        }
    }
}
