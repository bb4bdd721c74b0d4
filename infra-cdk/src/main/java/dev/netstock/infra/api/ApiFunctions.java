package dev.netstock.infra.api;

import dev.netstock.infra.data.KeyAccess;
import dev.netstock.infra.data.StockTables;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.data.TableAccess;
import dev.netstock.infra.events.EventChannels;
import dev.netstock.infra.events.MessageAccess;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** The functions that are called: what each reads from its environment, and may do. */
record ApiFunctions(
        Construct scope,
        StageSettings settings,
        FunctionZips zips,
        StoredData stored,
        EventChannels channels) {
    /** A transaction needs no permission of its own, only those of the writes in it. */
    StockFunction checkout() {
        return new StockFunction(
                scope,
                NetStockFunction.CHECKOUT,
                settings,
                zips,
                Map.of(
                        "NET_STOCK_TABLE", tables().netStock().getTableName(),
                        "STOCK_DELTAS_TABLE", tables().stockDeltas().getTableName(),
                        "SHARD_HEAT_QUEUE", channels.shardHeat().getQueueUrl(),
                        "LOCATIONS", locations()),
                List.of(
                        TableAccess.on(tables().netStock(), "BatchGetItem", "Query", "UpdateItem"),
                        TableAccess.on(tables().stockDeltas(), "Query", "PutItem"),
                        MessageAccess.toSend(channels.shardHeat()),
                        KeyAccess.ofTables(stored.key())));
    }

    StockFunction inquiry() {
        return new StockFunction(
                scope,
                NetStockFunction.INQUIRY,
                settings,
                zips,
                Map.of(
                        "NET_STOCK_TABLE", tables().netStock().getTableName(),
                        "STOCK_HISTORY_TABLE", tables().stockHistory().getTableName(),
                        "PROJECTIONS_TABLE", tables().projections().getTableName(),
                        "LOCATIONS", locations()),
                List.of(
                        TableAccess.on(tables().netStock(), "Query", "BatchGetItem"),
                        TableAccess.on(tables().stockHistory(), "Query"),
                        TableAccess.on(tables().projections(), "GetItem"),
                        KeyAccess.ofTables(stored.key())));
    }

    StockFunction manualSupply() {
        return new StockFunction(
                scope,
                NetStockFunction.MANUAL_SUPPLY,
                settings,
                zips,
                Map.of(
                        "NET_STOCK_TABLE", tables().netStock().getTableName(),
                        "STOCK_DELTAS_TABLE", tables().stockDeltas().getTableName(),
                        "LOCATIONS", locations()),
                List.of(
                        TableAccess.on(tables().netStock(), "BatchGetItem", "UpdateItem"),
                        TableAccess.on(tables().stockDeltas(), "BatchGetItem", "PutItem"),
                        KeyAccess.ofTables(stored.key())));
    }

    StockFunction salesInquiry() {
        return new StockFunction(
                scope,
                NetStockFunction.SALES_INQUIRY,
                settings,
                zips,
                Map.of(
                        "SALES_TABLE", tables().sales().getTableName(),
                        "PROJECTIONS_TABLE", tables().projections().getTableName()),
                List.of(
                        TableAccess.on(tables().sales(), "Query"),
                        TableAccess.on(tables().projections(), "GetItem"),
                        KeyAccess.ofTables(stored.key())));
    }

    /** Settings may show that a shelf is low already: that is announced as replenishment does. */
    StockFunction settingsOfSkus() {
        return new StockFunction(
                scope,
                NetStockFunction.SETTINGS,
                settings,
                zips,
                Map.of(
                        "NET_STOCK_TABLE", tables().netStock().getTableName(),
                        "REPLENISHMENT_TABLE", tables().replenishment().getTableName(),
                        "REPLENISHMENT_REQUESTS_TABLE",
                                tables().replenishmentRequests().getTableName(),
                        "PROJECTIONS_TABLE", tables().projections().getTableName(),
                        "SALE_MODE_TABLE", tables().saleMode().getTableName(),
                        "STOCK_EVENTS_TOPIC", channels.stockEvents().getTopicArn(),
                        "SUPPLY_CHAIN_QUEUE", channels.supplyChain().getQueueUrl(),
                        "SHARDS_TABLE", tables().shards().getTableName(),
                        "SHARD_HEAT_QUEUE", channels.shardHeat().getQueueUrl(),
                        "LOCATIONS", locations()),
                List.of(
                        TableAccess.on(tables().netStock(), "Query", "BatchGetItem"),
                        TableAccess.on(
                                tables().replenishment(),
                                "BatchGetItem",
                                "GetItem",
                                "PutItem",
                                "Query"),
                        TableAccess.on(tables().replenishmentRequests(), "Query", "PutItem"),
                        TableAccess.on(tables().saleMode(), "GetItem", "PutItem"),
                        TableAccess.on(tables().shards(), "GetItem", "Query", "PutItem"),
                        TableAccess.on(tables().projections(), "GetItem"),
                        KeyAccess.ofTables(stored.key()),
                        KeyAccess.ofTopics(stored.key()),
                        MessageAccess.toPublish(channels.stockEvents()),
                        MessageAccess.toSend(channels.supplyChain()),
                        MessageAccess.toSend(channels.shardHeat())));
    }

    private StockTables tables() {
        return stored.tables();
    }

    private String locations() {
        return String.join(",", settings.locations());
    }
}
