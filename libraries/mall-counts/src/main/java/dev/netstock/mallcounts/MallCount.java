package dev.netstock.mallcounts;

import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a mall shows of an item, and why.
 *
 * @param item the mall's name of the item
 * @param variant the mall's name of the variant; empty if there is none
 * @param parts what one item consists of, by SKU
 * @param sent what the mall was last sent
 * @param low the least that the mall can have left to sell, in items
 * @param high the most; empty if the count is not known
 * @param readAt when the count was last read; empty if never
 * @param pending what is under way
 * @param target what the mall should have left to sell, in items
 * @param reason what limits the target
 * @param problem why a person has to look at the item
 */
public record MallCount(
        String item,
        String variant,
        Map<Sku, Units> parts,
        Optional<Sent> sent,
        long low,
        OptionalLong high,
        Optional<Instant> readAt,
        Set<Pending> pending,
        long target,
        Reason reason,
        Optional<String> problem) {
    public MallCount {
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
        pending = Collections.unmodifiableSet(new TreeSet<>(pending));
    }

    /**
     * Units of a SKU.
     *
     * @param inItem in one item
     * @param setAside in the mall's pool, for this item
     */
    public record Units(long inItem, long setAside) {}

    /**
     * A write to the mall.
     *
     * @param kind how the count was changed
     * @param count the new count; for {@link Kind#ADD} the difference
     */
    public record Sent(Kind kind, long count, Instant at) {}

    /** How a write changes a count. */
    public enum Kind {
        SET,
        ADD;

        /** As JSON has it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is under way for an item. */
    public enum Pending {
        /** A write without an answer yet. */
        WRITE,
        /** Units move into the mall's pool or out of it. */
        MOVE,
        /** The mapping changes once the mall shows none. */
        MAPPING;

        /** As JSON has it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
