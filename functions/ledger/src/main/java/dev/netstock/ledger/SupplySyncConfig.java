package dev.netstock.ledger;

import dev.netstock.ledger.database.DailyMaintenance;
import dev.netstock.ledger.database.Transactions;
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
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;
import dev.netstock.stock.dynamodb.PlacesConfig;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/**
 * The environment of the supply sync.
 *
 * @param tables {@code NET_STOCK_TABLE}, {@code STOCK_DELTAS_TABLE}
 * @param places {@code PLACES_TABLE}, {@code LOCATIONS}: read only when a shipment moves an order
 *     to another location
 * @param pace {@code SUPPLY_SYNC_PER_SECOND}, for one environment
 * @param saleModeTable {@code SALE_MODE_TABLE}: whether a sale slows or pauses the sync
 */
record SupplySyncConfig(Tables tables, PlacesConfig places, Pace pace, String saleModeTable) {
    static SupplySyncConfig of(Environment environment) {
        return new SupplySyncConfig(
                new Tables(
                        environment.required("NET_STOCK_TABLE"),
                        environment.required("STOCK_DELTAS_TABLE"),
                        ""),
                PlacesConfig.of(environment),
                environment.required(
                        "SUPPLY_SYNC_PER_SECOND", text -> Pace.of(Integer.parseInt(text))),
                environment.required("SALE_MODE_TABLE"));
    }

    SupplySync sync(Transactions ledger, QueueSyncWake wake, CallListener listener) {
        DynamoDbClient client = DynamoClients.create();
        var netStock =
                new DynamoNetStock(
                        client,
                        tables,
                        places.cache(client, listener),
                        InstantSource.system(),
                        listener);
        SaleRulesReader rules = DynamoSaleRules.reader(saleModeTable, listener);
        return new SupplySync(
                new ShipmentSync(
                        ledger,
                        netStock.shipFlow(),
                        netStock.transferFlow(),
                        Parallel.upTo(DynamoClients.CONNECTIONS_MAX)),
                new SupplySender(
                        ledger,
                        netStock.supplyApplier()::apply,
                        pace,
                        call -> rules.current(call).supply()),
                wake,
                wake.afterTheLeases(),
                new DailyMaintenance(ledger, InstantSource.system()));
    }
}
