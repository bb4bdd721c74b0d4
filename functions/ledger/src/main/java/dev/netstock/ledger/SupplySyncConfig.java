package dev.netstock.ledger;

import dev.netstock.ledger.database.DailyMaintenance;
import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.Pace;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.ledger.sync.ShipmentSync;
import dev.netstock.ledger.sync.SupplySender;
import dev.netstock.ledger.sync.SupplySync;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.salerules.DynamoSaleRules;
import dev.netstock.salerules.SaleRulesReader;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import java.time.InstantSource;

/**
 * What the supply sync is told by its environment.
 *
 * @param ledger {@code LEDGER_*}
 * @param tables {@code NET_STOCK_TABLE}, {@code STOCK_DELTAS_TABLE}
 * @param locations {@code LOCATIONS}: separated by commas, the preferred one first
 * @param pace {@code SUPPLY_SYNC_PER_SECOND}, of one environment
 * @param saleModeTable {@code SALE_MODE_TABLE}: whether the pace is slowed
 * @param queueUrl {@code SUPPLY_SYNC_QUEUE}, where it wakes itself
 */
record SupplySyncConfig(
        LedgerConfig ledger,
        Tables tables,
        Locations locations,
        Pace pace,
        String saleModeTable,
        String queueUrl) {
    static SupplySyncConfig of(Environment environment) {
        return new SupplySyncConfig(
                LedgerConfig.of(environment),
                new Tables(
                        environment.required("NET_STOCK_TABLE"),
                        environment.required("STOCK_DELTAS_TABLE"),
                        ""),
                environment.required("LOCATIONS", Locations::parse),
                environment.required(
                        "SUPPLY_SYNC_PER_SECOND", text -> Pace.of(Integer.parseInt(text))),
                environment.required("SALE_MODE_TABLE"),
                environment.required("SUPPLY_SYNC_QUEUE"));
    }

    /** The sync over clients of the environment. */
    SupplySync sync(LedgerDatabase database, CallListener listener) {
        var netStock =
                new DynamoNetStock(
                        DynamoClients.create(),
                        tables,
                        locations,
                        InstantSource.system(),
                        listener);
        SaleRulesReader rules = DynamoSaleRules.reader(saleModeTable, listener);
        return new SupplySync(
                new ShipmentSync(
                        database,
                        netStock.shipping(),
                        Parallel.upTo(DynamoClients.CONNECTIONS_MAX)),
                new SupplySender(
                        database,
                        netStock.applyingSupply()::apply,
                        pace,
                        call -> rules.current(call).supply()),
                QueueSyncWake.to(queueUrl, listener),
                new DailyMaintenance(database, InstantSource.system()));
    }
}
