package dev.netstock.local.saleday.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.snapshot.AllowanceRow;
import dev.netstock.local.saleday.snapshot.DeltaRow;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks the purchase limit: no customer holds more units of a SKU than it allows, at the end or at
 * any moment before, and the table of allowances agrees with the rows. The check knows from the
 * buyers whose order is whose; the table has only hashes.
 *
 * @param limit units per customer
 */
record LimitCheck(Evidence evidence, int limit) {
    /** What a customer holds of a SKU. */
    private record Holder(String customer, String sku) implements Comparable<Holder> {
        private static final Comparator<Holder> ORDER =
                Comparator.comparing(Holder::customer).thenComparing(Holder::sku);

        @Override
        public int compareTo(Holder other) {
            return ORDER.compare(this, other);
        }
    }

    /** Units that a customer begins to hold, or gives back, at a moment. */
    private record Change(Instant at, long units) {}

    Check check() {
        List<String> violations = new ArrayList<>();
        Map<Holder, Long> held = held();
        held.forEach(
                (holder, units) -> {
                    if (units > limit) {
                        violations.add(holder + ": holds " + units);
                    }
                });
        violations.addAll(peaks());
        violations.addAll(allowances(held));
        return new Check(
                "Limit",
                "no customer ever held more than %d units of a SKU, and the allowances agree"
                        .formatted(limit),
                violations);
    }

    /** The units of all orders of each customer, according to the rows. */
    private Map<Holder, Long> held() {
        Map<Holder, Long> held = new TreeMap<>();
        evidence.steps()
                .forEach(
                        (order, steps) ->
                                customer(order)
                                        .ifPresent(
                                                customer ->
                                                        unitsBySku(steps)
                                                                .forEach(
                                                                        (sku, units) ->
                                                                                held.merge(
                                                                                        new Holder(
                                                                                                customer,
                                                                                                sku),
                                                                                        units,
                                                                                        Long
                                                                                                ::sum))));
        held.values().removeIf(units -> units == 0);
        return held;
    }

    /**
     * An order certainly holds its units from the response that says so until the row of the next
     * step was made, which was before it was written.
     */
    private List<String> peaks() {
        Map<Holder, List<Change>> changes = new TreeMap<>();
        evidence.buyers().values().forEach(buyer -> addCertain(buyer, changes));
        List<String> violations = new ArrayList<>();
        changes.forEach(
                (holder, all) -> {
                    long units = 0;
                    for (Change change : inOrder(all)) {
                        units += change.units();
                        if (units > limit) {
                            violations.add(holder + ": held " + units + " at " + change.at());
                            return;
                        }
                    }
                });
        return violations;
    }

    private void addCertain(Buyer buyer, Map<Holder, List<Change>> changes) {
        Optional<Instant> from =
                evidence.callsOf(buyer.orderId()).stream()
                        .filter(call -> call.action() == OrderAction.RESERVE && call.isSuccess())
                        .map(OrderCall::answered)
                        .min(Comparator.naturalOrder());
        Optional<Instant> to =
                evidence.stepsOf(buyer.orderId()).stream()
                        .filter(row -> !row.is("RESERVED"))
                        .map(DeltaRow::at)
                        .min(Comparator.naturalOrder());
        if (from.isPresent() && to.filter(end -> end.isAfter(from.get())).isPresent()) {
            unitsBySku(
                            evidence.stepsOf(buyer.orderId()).stream()
                                    .filter(row -> row.is("RESERVED"))
                                    .toList())
                    .forEach(
                            (sku, units) -> {
                                var holder = new Holder(buyer.customer().orElse(""), sku);
                                var all = changes.computeIfAbsent(holder, _ -> new ArrayList<>());
                                all.add(new Change(from.get(), units));
                                all.add(new Change(to.get(), -units));
                            });
        }
    }

    /** At the same moment, units are given back first. */
    private static List<Change> inOrder(List<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparing(Change::at).thenComparing(Change::units))
                .toList();
    }

    private List<String> allowances(Map<Holder, Long> held) {
        List<String> violations = new ArrayList<>();
        Map<Holder, Long> open = new TreeMap<>(held);
        for (AllowanceRow row : evidence.snapshot().allowances()) {
            Set<String> customers =
                    row.orders().stream()
                            .flatMap(order -> customer(order).stream())
                            .collect(Collectors.toSet());
            if (row.held() == 0 && row.orders().isEmpty()) {
                continue;
            }
            long units =
                    customers.size() == 1
                            ? Optional.ofNullable(
                                            open.remove(
                                                    new Holder(
                                                            customers.iterator().next(),
                                                            row.sku())))
                                    .orElse(0L)
                            : -1;
            if (units != row.held()) {
                violations.add(
                        "%s: %d units of %s, but the orders %s hold %d"
                                .formatted(row.key(), row.held(), row.sku(), row.orders(), units));
            }
        }
        open.forEach((holder, units) -> violations.add(holder + ": no allowance for " + units));
        return violations;
    }

    private Optional<String> customer(String order) {
        return Optional.ofNullable(evidence.buyers().get(order)).flatMap(Buyer::customer);
    }

    private static Map<String, Long> unitsBySku(List<DeltaRow> steps) {
        return steps.stream()
                .flatMap(row -> row.lines().stream())
                .collect(
                        groupingBy(
                                line -> line.key().sku(),
                                TreeMap::new,
                                summingLong(line -> -line.units())));
    }
}
