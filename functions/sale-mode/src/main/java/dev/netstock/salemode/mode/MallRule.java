package dev.netstock.salemode.mode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What external malls may sell.
 *
 * @param rule the kind of rule
 * @param cap the maximum number of units of a SKU that is reported to a mall
 */
public record MallRule(Rule rule, long cap) {
    /** A cap that no SKU reaches. */
    public static final long UNLIMITED = 1_000_000_000;

    /** Normal operation. */
    public static final MallRule OPEN = new MallRule(Rule.OPEN, UNLIMITED);

    /** No units are reported to malls. */
    public static final MallRule SUSPENDED = new MallRule(Rule.SUSPENDED, 0);

    /** The kind of rule. */
    public enum Rule {
        OPEN,
        CAPPED,
        SUSPENDED;

        /** As the API and the events spell it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Parses what {@link #text} returns. */
        public static Optional<Rule> parse(String text) {
            return Arrays.stream(values()).filter(rule -> rule.text().equals(text)).findFirst();
        }
    }

    /** At most {@code cap} units of a SKU are reported to a mall. */
    public static MallRule capped(long cap) {
        return new MallRule(Rule.CAPPED, cap);
    }

    /** A rule; the cap applies to {@link Rule#CAPPED} only. */
    public static MallRule of(Rule rule, long cap) {
        return switch (rule) {
            case OPEN -> OPEN;
            case CAPPED -> capped(cap);
            case SUSPENDED -> SUSPENDED;
        };
    }
}
