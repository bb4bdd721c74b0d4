package dev.netstock.salemode.mode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What external malls may do.
 *
 * @param rule in a word
 * @param cap units of a SKU that a mall is told of, at most
 */
public record MallRule(Rule rule, long cap) {
    /** More than there is of any SKU. */
    public static final long UNLIMITED = 1_000_000_000;

    /** As on any day. */
    public static final MallRule OPEN = new MallRule(Rule.OPEN, UNLIMITED);

    /** They are told of nothing. */
    public static final MallRule SUSPENDED = new MallRule(Rule.SUSPENDED, 0);

    /** The rule in a word. */
    public enum Rule {
        OPEN,
        CAPPED,
        SUSPENDED;

        /** As the API and the events spell it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads what {@link #text} gave. */
        public static Optional<Rule> parse(String text) {
            return Arrays.stream(values()).filter(rule -> rule.text().equals(text)).findFirst();
        }
    }

    /** They are told of so many units of a SKU, at most. */
    public static MallRule capped(long cap) {
        return new MallRule(Rule.CAPPED, cap);
    }

    /** The rule, with the cap where it knows one. */
    public static MallRule of(Rule rule, long cap) {
        return switch (rule) {
            case OPEN -> OPEN;
            case CAPPED -> capped(cap);
            case SUSPENDED -> SUSPENDED;
        };
    }
}
