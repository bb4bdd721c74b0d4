package dev.netstock.shards.dynamodb;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.shards.plan.ShardPlans;
import dev.netstock.shards.plan.ShardScaler;
import dev.netstock.shards.plan.ShardTargets;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/** Wires the scaling of shards to its DynamoDB tables. Thread-safe. */
public final class DynamoShards {
    private final DynamoDbClient client;
    private final Tables tables;
    private final Locations locations;
    private final CallListener listener;

    /** The tables' names. */
    public record Tables(String netStock, String stockDeltas, String shards) {}

    /**
     * Creates it for these tables.
     *
     * @param client the client, as {@link DynamoClients} makes it
     * @param tables the tables' names
     * @param locations the locations that sell online
     * @param listener receives failed requests, for metrics
     */
    public DynamoShards(
            DynamoDbClient client, Tables tables, Locations locations, CallListener listener) {
        this.client = client;
        this.tables = tables;
        this.locations = locations;
        this.listener = listener;
    }

    /** Region, credentials and endpoint come from the environment. */
    public static DynamoShards create(Tables tables, Locations locations, CallListener listener) {
        return new DynamoShards(DynamoClients.create(), tables, locations, listener);
    }

    /** Stores configured numbers of shards, for functions that use only the table of plans. */
    public static ShardTargets targets(
            DynamoDbClient client, String shardsTable, CallListener listener) {
        return new ShardTargets(plans(client, shardsTable, listener));
    }

    /**
     * The scaler over these tables.
     *
     * @param clock the current time
     */
    public ShardScaler scaler(InstantSource clock) {
        var levels = new DynamoLevels(client, tables.netStock(), listener);
        return new ShardScaler(
                plans(client, tables.shards(), listener),
                levels.shardTotals(),
                netStock(clock).shardSpreader(),
                clock);
    }

    private DynamoNetStock netStock(InstantSource clock) {
        return new DynamoNetStock(
                client,
                new DynamoNetStock.Tables(tables.netStock(), tables.stockDeltas(), ""),
                locations,
                clock,
                listener);
    }

    private static ShardPlans plans(DynamoDbClient client, String table, CallListener listener) {
        return new ShardPlans(new DynamoPlanTable(client, table), DynamoNetStock.retries(listener));
    }
}
