package dev.netstock.bench.cost;

import static dev.netstock.stock.testing.Shop.line;

import dev.netstock.stock.capacity.CapacityUnits;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.testing.Shop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What buffers, pools, purchase limits, extensions and transfers cost an order of one line, next to
 * the floor: one plain write for each row that changes.
 */
final class RuleCosts {
    private static final String SKU = MeteredTables.SKUS.getFirst();
    private static final String OTHER = MeteredTables.SKUS.getLast();
    private static final String LOCATION = "east";
    private static final String ELSEWHERE = "west";
    private static final String CHANNEL = "storefront";

    /** Rows that an order changes: an item and its own. */
    private static final int ORDER = 2;

    private final MeteredTables metering = MeteredTables.withStock();
    private final Shop shop = metering.shop();
    private final SequencedMap<String, Rule> costs = new LinkedHashMap<>();

    private RuleCosts() {}

    /**
     * The cost of an order under a rule.
     *
     * @param netStock what it costs
     * @param floor the same rows, written once each
     */
    record Rule(Cost netStock, Cost floor) {}

    /** Costs by name. */
    static SequencedMap<String, Rule> measure() {
        var rules = new RuleCosts();
        rules.reserve("order without rules", "N-1");
        rules.buffers();
        rules.pools();
        rules.holdsAndTransfers();
        rules.limits();
        return rules.costs;
    }

    private void buffers() {
        shop.buffer(SKU, LOCATION, CHANNEL, 10);
        reserve("order beside a buffer, the first of an environment", "B-1");
        reserve("order beside a buffer", "B-2");
        shop.buffer(SKU, LOCATION, CHANNEL, 0);
    }

    private void pools() {
        shop.openPool(CHANNEL, SKU, LOCATION, PoolRule.OWN_ONLY, 10, "p1");
        reserve("order from a pool, the first of an environment", "P-1");
        reserve("order from a pool", "P-2");
        shop.endPool(CHANNEL, SKU, LOCATION, "e1");
    }

    private void holdsAndTransfers() {
        shop.supply(OTHER, ELSEWHERE, MeteredTables.SUPPLY, 1);
        shop.reserve("H-1", line(OTHER, LOCATION, 1));
        add("extension of its hold", 1, () -> shop.extend("H-1", Duration.ofDays(3)));
        add("transfer to another location", 3, () -> shop.transfer("H-1", "T-1", ELSEWHERE));
    }

    private void limits() {
        String perOrder = MeteredTables.SKUS.get(1);
        shop.limit(perOrder, new Shop.Limit(Optional.of(2L), Optional.empty()));
        String perCustomer = MeteredTables.SKUS.get(2);
        shop.limit(perCustomer, 2);
        shop.clock().advance(PurchaseLimit.LEAD_TIME);
        shop.reserve("L-1", line(perOrder, LOCATION, 1));
        add(
                "order under a limit per order",
                ORDER,
                () -> shop.reserve("L-2", line(perOrder, LOCATION, 1)));
        add(
                "order under a limit per customer, the first of an environment",
                ORDER + 1,
                () -> shop.reserveFor("ann", "L-3", line(perCustomer, LOCATION, 1)));
        add(
                "order under a limit per customer",
                ORDER + 1,
                () -> shop.reserveFor("bob", "L-4", line(perCustomer, LOCATION, 1)));
        add(
                "order that a limit per customer refuses",
                0,
                () -> shop.reserveFor("bob", "L-5", line(perCustomer, LOCATION, 2)));
        add("its release under a limit per customer", ORDER + 1, () -> shop.release("L-4"));
    }

    private void reserve(String name, String order) {
        add(name, ORDER, () -> shop.reserve(order, line(SKU, LOCATION, 1)));
    }

    private void add(String name, int rows, Runnable operation) {
        costs.put(
                name,
                new Rule(metering.cost(operation), new Cost(rows, CapacityUnits.writes(rows))));
    }
}
