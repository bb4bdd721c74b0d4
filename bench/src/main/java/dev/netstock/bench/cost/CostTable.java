package dev.netstock.bench.cost;

import java.util.function.Function;

/**
 * What one operation costs in each design, from real requests on fresh tables.
 *
 * @param netStock take and claim
 * @param floor the writes alone, unsafe
 * @param transaction one transaction
 * @param idempotency an idempotency table around that transaction
 */
record CostTable(Cost netStock, Cost floor, Cost transaction, Cost idempotency) {
    static CostTable of(Scenario scenario) {
        return new CostTable(
                cost(scenario, Metering::netStockDesign),
                cost(scenario, metering -> metering.floor(scenario.skus())),
                cost(scenario, Metering::transaction),
                cost(scenario, Metering::idempotency));
    }

    private static Cost cost(Scenario scenario, Function<Metering, Design> design) {
        Metering metering = Metering.withStock();
        return scenario.cost(metering, design.apply(metering));
    }
}
