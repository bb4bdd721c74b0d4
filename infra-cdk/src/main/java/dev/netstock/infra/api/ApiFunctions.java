package dev.netstock.infra.api;

import dev.netstock.infra.data.StockTables;
import dev.netstock.infra.data.TableAccess;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** The functions that are called: what each reads from its environment, and may do. */
record ApiFunctions(
        Construct scope, StageSettings settings, FunctionZips zips, StockTables tables) {
    /** A transaction needs no permission of its own, only those of the writes in it. */
    StockFunction checkout() {
        return new StockFunction(
                scope,
                NetStockFunction.CHECKOUT,
                settings,
                zips,
                Map.of(
                        "NET_STOCK_TABLE", tables.netStock().getTableName(),
                        "STOCK_DELTAS_TABLE", tables.stockDeltas().getTableName(),
                        "LOCATIONS", locations()),
                List.of(
                        TableAccess.on(tables.netStock(), "BatchGetItem", "Query", "UpdateItem"),
                        TableAccess.on(tables.stockDeltas(), "Query", "PutItem"),
                        TableAccess.through(tables.key())));
    }

    StockFunction inquiry() {
        return new StockFunction(
                scope,
                NetStockFunction.INQUIRY,
                settings,
                zips,
                Map.of(
                        "NET_STOCK_TABLE", tables.netStock().getTableName(),
                        "STOCK_HISTORY_TABLE", tables.stockHistory().getTableName(),
                        "LOCATIONS", locations()),
                List.of(
                        TableAccess.on(tables.netStock(), "Query", "BatchGetItem"),
                        TableAccess.on(tables.stockHistory(), "Query"),
                        TableAccess.through(tables.key())));
    }

    StockFunction supplyApply() {
        return new StockFunction(
                scope,
                NetStockFunction.SUPPLY_APPLY,
                settings,
                zips,
                Map.of(
                        "NET_STOCK_TABLE", tables.netStock().getTableName(),
                        "STOCK_DELTAS_TABLE", tables.stockDeltas().getTableName(),
                        "LOCATIONS", locations()),
                List.of(
                        TableAccess.on(tables.netStock(), "BatchGetItem", "UpdateItem"),
                        TableAccess.on(tables.stockDeltas(), "BatchGetItem", "PutItem"),
                        TableAccess.through(tables.key())));
    }

    private String locations() {
        return String.join(",", settings.locations());
    }
}
