package dev.netstock.bench.physics;

import dev.netstock.bench.Spread;
import dev.netstock.bench.physics.sale.Sale;
import dev.netstock.bench.physics.sale.SaleResult;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One sale with many seeds.
 *
 * @param results one for each seed
 */
record Runs(List<SaleResult> results) {
    static Runs of(Sale sale, int seeds) {
        return new Runs(sale.runs(seeds));
    }

    /**
     * For example {@code 19.5 (19.1–20.2)}: the median, and the extremes unless they are the same.
     */
    String text(int decimals, ToDoubleFunction<SaleResult> figure) {
        List<Double> known =
                results.stream()
                        .map(figure::applyAsDouble)
                        .filter(value -> !value.isNaN())
                        .toList();
        if (known.isEmpty()) {
            return "–";
        }
        Spread spread = Spread.of(known);
        String middle = number(decimals, spread.median());
        String low = number(decimals, spread.min());
        String high = number(decimals, spread.max());
        return low.equals(high) ? middle : middle + " (" + low + "–" + high + ")";
    }

    /** For example {@code 99 of 100}. */
    String count(Predicate<SaleResult> what) {
        return results.stream().filter(what).count() + " of " + results.size();
    }

    private static String number(int decimals, double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
