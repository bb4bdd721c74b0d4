package dev.netstock.stock.reservation;

import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.limit.AllowanceChange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The allowances that an order holds, from its rows. From the claim on, an order holds as many
 * units of an allowance as it holds of the SKU: each step that gives units back gives them back to
 * the allowance, and a late confirmation takes them again.
 */
final class HeldAllowances {
    private HeldAllowances() {}

    /**
     * What the next step of an order does to its allowances.
     *
     * @param steps the order's rows
     * @param change the next step; not its claim
     */
    static List<AllowanceChange> changedBy(List<Delta> steps, Change change) {
        SortedMap<Sku, AllowanceChange> held = held(steps);
        if (held.isEmpty()) {
            return List.of();
        }
        Map<Sku, Long> units = new HashMap<>();
        for (DeltaLine line : change.lines()) {
            units.merge(line.item().sku(), -line.units(), Long::sum);
        }
        return held.values().stream()
                .map(allowance -> changed(allowance, units))
                .filter(allowance -> allowance.units() != 0)
                .toList();
    }

    /** The number of allowances of which the order holds units. */
    static int count(List<Delta> steps) {
        return (int)
                held(steps).values().stream().filter(allowance -> allowance.units() > 0).count();
    }

    /** The number of allowances of which the order holds units, or has held some. */
    static int countEver(List<Delta> steps) {
        return held(steps).size();
    }

    private static AllowanceChange changed(AllowanceChange held, Map<Sku, Long> units) {
        long change = Math.max(-held.units(), units.getOrDefault(held.key().sku(), 0L));
        return new AllowanceChange(
                held.key(), change, held.max(), held.until(), held.units() + change == 0);
    }

    /** The units that the order holds of each allowance, as the change that takes them all. */
    private static SortedMap<Sku, AllowanceChange> held(List<Delta> steps) {
        SortedMap<Sku, AllowanceChange> held = new TreeMap<>();
        steps.stream()
                .flatMap(step -> step.allowances().stream())
                .forEach(change -> held.merge(change.key().sku(), change, HeldAllowances::sum));
        return held;
    }

    private static AllowanceChange sum(AllowanceChange a, AllowanceChange b) {
        return new AllowanceChange(a.key(), a.units() + b.units(), b.max(), b.until(), false);
    }
}
