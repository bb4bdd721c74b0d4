package dev.netstock.bench.cost;

import java.util.function.Function;

/**
 * The cost of one operation in each design, from real requests on fresh tables.
 *
 * @param netStock take and claim
 * @param floor the writes alone, unsafe
 * @param transaction one transaction
 * @param idempotency an idempotency table around that transaction
 */
record CostTable(Cost netStock, Cost floor, Cost transaction, Cost idempotency) {
    static CostTable of(Scenario scenario) {
        return new CostTable(
                cost(scenario, MeteredTables::netStockDesign),
                cost(scenario, metering -> metering.floor(scenario.skus())),
                cost(scenario, MeteredTables::transaction),
                cost(scenario, MeteredTables::idempotency));
    }

    private static Cost cost(Scenario scenario, Function<MeteredTables, Design> design) {
        MeteredTables metering = MeteredTables.withStock();
        return scenario.cost(metering, design.apply(metering));
    }
}
