package dev.netstock.replenishment;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.function.Environment;
import dev.netstock.projection.rebuild.RebuildFlow;
import dev.netstock.projection.rebuild.RebuildFlow.Timing;
import dev.netstock.replenishment.dynamodb.DynamoReplenishment;
import dev.netstock.replenishment.watch.NetStockLevels;
import dev.netstock.stock.dynamodb.DynamoLevels;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What the rebuild's function is told by its environment.
 *
 * @param replenishment what each function of replenishment is told
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param consumerTimeout {@code CONSUMER_TIMEOUT_SECONDS}: the longest life of a call of the
 *     functions that write what is new
 */
record RebuildConfig(
        ReplenishmentConfig replenishment, String netStockTable, Duration consumerTimeout) {
    static RebuildConfig of(Environment environment) {
        return new RebuildConfig(
                ReplenishmentConfig.of(environment),
                environment.required("NET_STOCK_TABLE"),
                environment.required(
                        "CONSUMER_TIMEOUT_SECONDS",
                        text -> Duration.ofSeconds(Integer.parseInt(text))));
    }

    RebuildFlow rebuilding(CallListener listener) {
        DynamoReplenishment tables = replenishment.replenishment(listener);
        var levels = new DynamoLevels(DynamoClients.create(), netStockTable, listener);
        return tables.rebuilding(
                tables.settling(replenishment.topic(listener), replenishment.supplyChain(listener)),
                new NetStockLevels(levels.summingShards()),
                new Timing(consumerTimeout, Duration.ZERO, InstantSource.system(), Pause.SLEEP));
    }
}
