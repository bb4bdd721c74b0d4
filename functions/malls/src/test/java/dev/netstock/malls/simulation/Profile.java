package dev.netstock.malls.simulation;

import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.Rate;
import dev.netstock.malls.port.WriteMode;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A mall as docs/malls.md describes it.
 *
 * @param numbersOnly whether its lists of orders hold no lines
 */
record Profile(String name, MallCapabilities capabilities, boolean numbersOnly) {
    /** Relative writes without keys or echo; lists by the time of the order. */
    static final Profile RAKUTEN =
            new Profile(
                    "rakuten",
                    of(
                            EnumSet.of(WriteMode.RELATIVE, WriteMode.ABSOLUTE),
                            false,
                            false,
                            0,
                            400,
                            new Rate(1, 1),
                            1000,
                            new Rate(5, 5),
                            new Rate(1, 1),
                            100,
                            new Rate(1, 1),
                            false,
                            10,
                            60,
                            false,
                            false),
                    true);

    /** Relative writes with an echo; one order a request; a fraud check holds orders back. */
    static final Profile YAHOO =
            new Profile(
                    "yahoo",
                    of(
                            EnumSet.of(WriteMode.RELATIVE, WriteMode.ABSOLUTE),
                            false,
                            true,
                            0,
                            1000,
                            new Rate(1, 1),
                            1000,
                            new Rate(1, 1),
                            new Rate(1, 1),
                            1,
                            new Rate(1, 1),
                            false,
                            10,
                            300,
                            false,
                            false),
                    true);

    /**
     * Absolute writes that show minutes later, one a request; lists by the time of the order;
     * restocks by itself; pushes.
     */
    static final Profile AMAZON =
            new Profile(
                    "amazon",
                    of(
                            EnumSet.of(WriteMode.ABSOLUTE),
                            false,
                            false,
                            180,
                            1,
                            new Rate(5, 5),
                            1,
                            new Rate(5, 10),
                            new Rate(0.0056, 20),
                            1,
                            new Rate(0.5, 30),
                            false,
                            120,
                            0,
                            true,
                            true),
                    false);

    /** Compare and set with keys; lists of numbers by changes; restocks by itself; pushes. */
    static final Profile SHOPIFY = shopify(2, 10, true, true);

    /** As Shopify, but with orders that lists show at once and as a whole; without signals. */
    static final Profile VISIBLE_AT_ONCE = shopify(0, 0, false, false);

    /** Absolute writes at once, one a request; lists by the time of the order. */
    static final Profile AU =
            new Profile(
                    "au",
                    of(
                            EnumSet.of(WriteMode.ABSOLUTE),
                            false,
                            false,
                            0,
                            1,
                            new Rate(1, 1),
                            1,
                            new Rate(1, 1),
                            new Rate(1, 1),
                            1,
                            new Rate(1, 1),
                            false,
                            30,
                            60,
                            false,
                            false),
                    false);

    static final List<Profile> ALL = List.of(RAKUTEN, YAHOO, AMAZON, SHOPIFY, AU);

    /** Whether it only takes absolute counts. */
    boolean absoluteOnly() {
        return capabilities.writeModes().equals(Set.of(WriteMode.ABSOLUTE));
    }

    private static Profile shopify(
            int lagSeconds, int lateSeconds, boolean push, boolean numbersOnly) {
        return new Profile(
                "shopify",
                of(
                        EnumSet.of(WriteMode.COMPARE_AND_SET),
                        true,
                        false,
                        0,
                        250,
                        new Rate(2, 10),
                        250,
                        new Rate(2, 10),
                        new Rate(2, 10),
                        50,
                        new Rate(2, 10),
                        true,
                        lagSeconds,
                        lateSeconds,
                        true,
                        push),
                numbersOnly);
    }

    private static MallCapabilities of(
            Set<WriteMode> modes,
            boolean keys,
            boolean echo,
            int applySeconds,
            int writeBatch,
            Rate writes,
            int readBatch,
            Rate reads,
            Rate orders,
            int detailBatch,
            Rate details,
            boolean updatedSince,
            int lagSeconds,
            int lateSeconds,
            boolean restocks,
            boolean push) {
        return new MallCapabilities(
                modes,
                keys,
                echo,
                Duration.ofSeconds(applySeconds),
                writeBatch,
                writes,
                readBatch,
                reads,
                orders,
                detailBatch,
                details,
                updatedSince,
                Duration.ofSeconds(lagSeconds),
                Duration.ofSeconds(lateSeconds),
                Duration.ofDays(30),
                100,
                restocks,
                push,
                Duration.ofDays(90));
    }
}
