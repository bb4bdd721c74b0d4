package dev.netstock.local.saleday.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.netstock.local.saleday.snapshot.DeltaRow;
import dev.netstock.local.saleday.snapshot.ItemKey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks the rows of each order: it ends once, returns at most what it took, and keeps nothing
 * after its end.
 */
record OrderChecks(Evidence evidence) {
    List<Check> all() {
        return List.of(
                new Check(
                        "Once",
                        "an order is reserved, confirmed and returned at most once, and returns no"
                                + " more than it took",
                        once()),
                new Check("Held", "no unpaid order holds units past its expiry", openHolds()));
    }

    private List<String> once() {
        List<String> violations = new ArrayList<>();
        evidence.steps()
                .forEach(
                        (order, steps) -> {
                            for (String type : List.of("RESERVED", "CONFIRMED")) {
                                if (count(steps, type) > 1) {
                                    violations.add(order + ": " + type + " more than once");
                                }
                            }
                            if (count(steps, "RELEASED") + count(steps, "EXPIRED") > 1) {
                                violations.add(order + ": returned more than once");
                            }
                            violations.addAll(units(order, steps));
                        });
        return violations;
    }

    private List<String> openHolds() {
        return evidence.snapshot().openHolds().stream()
                .map(order -> order + ": neither confirmed, released nor expired")
                .toList();
    }

    private static List<String> units(String order, List<DeltaRow> steps) {
        List<String> violations = new ArrayList<>();
        // Shipped units stay with their order.
        boolean over =
                count(steps, "CONFIRMED") + count(steps, "SHIPPED") == 0
                        && count(steps, "RELEASED") + count(steps, "EXPIRED") > 0;
        kept(steps)
                .forEach(
                        (key, units) -> {
                            if (units < 0) {
                                violations.add(
                                        "%s: returned %d more units of %s than it took"
                                                .formatted(order, -units, key));
                            } else if (over && units > 0) {
                                violations.add(
                                        "%s: has ended but keeps %d units of %s"
                                                .formatted(order, units, key));
                            }
                        });
        return violations;
    }

    /** Units of the order, by item. */
    private static Map<ItemKey, Long> kept(List<DeltaRow> steps) {
        return steps.stream()
                .flatMap(row -> row.lines().stream())
                .collect(
                        groupingBy(
                                DeltaRow.Entry::key,
                                () -> new TreeMap<>(Comparator.comparing(ItemKey::toString)),
                                summingLong(line -> -line.units())));
    }

    private static long count(List<DeltaRow> steps, String type) {
        return steps.stream().filter(row -> row.is(type)).count();
    }
}
