package dev.netstock.salemode.mode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a check before the sale found.
 *
 * @param name what was looked at
 * @param verdict in a word
 * @param found in numbers, for people
 */
public record Check(String name, Verdict verdict, String found) {
    /** In a word. A sale is entered whatever it is: who planned it reads, and decides. */
    public enum Verdict {
        OK,
        WARNING,
        /** Nobody could tell. */
        UNKNOWN;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads what {@link #text} gave. */
        public static Optional<Verdict> parse(String text) {
            return Arrays.stream(values())
                    .filter(verdict -> verdict.text().equals(text))
                    .findFirst();
        }
    }
}
