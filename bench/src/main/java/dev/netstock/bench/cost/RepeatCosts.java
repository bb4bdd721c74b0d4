package dev.netstock.bench.cost;

import dev.netstock.bench.TextTable;
import dev.netstock.stock.reservation.RepeatWatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What a million one-line orders cost if some of them are sent a second time, to an execution
 * environment that does not know them.
 *
 * @param first a first call
 * @param looked a first call that is looked up before it takes
 * @param declared a repeat that is looked up before it takes, as the caller says so
 * @param noticed a repeat whose order made the last change of its item
 * @param undone a repeat whose take is undone
 */
record RepeatCosts(Cost first, Cost looked, Cost declared, Cost noticed, Cost undone) {
    private static final int ORDERS = 1_000_000;
    private static final double[] SHARES = {0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2};

    /** From the measured costs of single operations. */
    static RepeatCosts of(Cost first, Map<String, Cost> own) {
        Cost declared = Objects.requireNonNull(own.get("same reserve again, as the caller says"));
        return new RepeatCosts(
                first,
                first.plus(declared),
                declared,
                Objects.requireNonNull(
                        own.get("same reserve again, nothing else changed the item")),
                Objects.requireNonNull(own.get("same reserve again, another order changed it")));
    }

    /** Every order is looked up first: the protocol until 2026-11-29. */
    double lookingFirst(double share) {
        return looked.ofMillion() + share * declared.ofMillion();
    }

    double allDeclared(double share) {
        return first.ofMillion() + share * declared.ofMillion();
    }

    double allNoticed(double share) {
        return first.ofMillion() + share * noticed.ofMillion();
    }

    /** Blind takes, whatever comes. */
    double allUndone(double share) {
        return first.ofMillion() + share * undone.ofMillion();
    }

    /**
     * Repeats that nothing gives away, as net stock meets them: it looks first for some time after
     * one.
     */
    double watched(double share, boolean ofSplitSku) {
        var random = new SplittableRandom(1);
        var watch = new RepeatWatch();
        double sum = 0;
        for (int order = 0; order < ORDERS; order++) {
            sum += (watch.looksFirst(ofSplitSku) ? looked : first).ofMillion();
            watch.noteNew();
            if (random.nextDouble() < share) {
                sum += (watch.looksFirst(ofSplitSku) ? declared : undone).ofMillion();
                watch.noteRepeat();
            }
        }
        return sum / ORDERS;
    }

    /** The curve: each share of repeats, with its costs. */
    SequencedMap<String, List<String>> curve() {
        var curve = new LinkedHashMap<String, List<String>>();
        for (double share : SHARES) {
            curve.put(
                    String.format(Locale.ROOT, "%.0f %%", 100 * share),
                    Stream.of(
                                    lookingFirst(share),
                                    allDeclared(share),
                                    allNoticed(share),
                                    allUndone(share),
                                    watched(share, false))
                            .map(cost -> String.format(Locale.ROOT, "$%.3f", cost))
                            .toList());
        }
        return curve;
    }

    TextTable table() {
        var table =
                new TextTable(
                        "repeats",
                        "every order looked up first",
                        "repeats that callers declare",
                        "repeats that the item gives away",
                        "repeats that are undone",
                        "the same, with looks after each");
        curve().forEach(
                        (share, costs) ->
                                table.add(
                                        Stream.concat(Stream.of(share), costs.stream()).toArray()));
        return table;
    }
}
