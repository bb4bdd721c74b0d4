package dev.netstock.local.saleday.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.netstock.local.saleday.books.Place;
import dev.netstock.local.saleday.books.Row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Each order by its rows: it ends once, gives back at most what it took, and holds nothing on. */
record OrderChecks(Evidence evidence) {
    List<Check> all() {
        return List.of(
                new Check(
                        "Once",
                        "an order is reserved, paid, and given back once, and no more than it took",
                        once()),
                new Check("Held", "no unpaid order holds units past its end", held()));
    }

    private List<String> once() {
        List<String> faults = new ArrayList<>();
        evidence.steps()
                .forEach(
                        (order, steps) -> {
                            for (String type : List.of("RESERVED", "CONFIRMED")) {
                                if (count(steps, type) > 1) {
                                    faults.add(order + ": " + type + " more than once");
                                }
                            }
                            if (count(steps, "RELEASED") + count(steps, "EXPIRED") > 1) {
                                faults.add(order + ": given back more than once");
                            }
                            faults.addAll(units(order, steps));
                        });
        return faults;
    }

    private List<String> held() {
        return evidence.books().held().stream()
                .map(order -> order + ": neither paid nor given back")
                .toList();
    }

    private static List<String> units(String order, List<Row> steps) {
        List<String> faults = new ArrayList<>();
        // What was shipped stays with its order, whatever becomes of it.
        boolean over =
                count(steps, "CONFIRMED") + count(steps, "SHIPPED") == 0
                        && count(steps, "RELEASED") + count(steps, "EXPIRED") > 0;
        kept(steps)
                .forEach(
                        (place, units) -> {
                            if (units < 0) {
                                faults.add(
                                        "%s: gave back %d more of %s than it took"
                                                .formatted(order, -units, place));
                            } else if (over && units > 0) {
                                faults.add(
                                        "%s: is over, and keeps %d of %s"
                                                .formatted(order, units, place));
                            }
                        });
        return faults;
    }

    /** Units that the order has, by item. */
    private static Map<Place, Long> kept(List<Row> steps) {
        return steps.stream()
                .flatMap(row -> row.lines().stream())
                .collect(
                        groupingBy(
                                Row.Entry::place,
                                () -> new TreeMap<>(Comparator.comparing(Place::toString)),
                                summingLong(line -> -line.units())));
    }

    private static long count(List<Row> steps, String type) {
        return steps.stream().filter(row -> row.is(type)).count();
    }
}
