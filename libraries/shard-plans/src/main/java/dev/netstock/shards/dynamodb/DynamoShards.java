package dev.netstock.shards.dynamodb;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.shards.plan.Plans;
import dev.netstock.shards.plan.ShardSteering;
import dev.netstock.shards.plan.ShardTargets;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/** Shards over DynamoDB: the flows, wired to the tables. Thread-safe. */
public final class DynamoShards {
    private final DynamoDbClient client;
    private final Tables tables;
    private final Locations locations;
    private final CallListener listener;

    /** The tables' names. */
    public record Tables(String netStock, String stockDeltas, String shards) {}

    /**
     * With its tables.
     *
     * @param client the client, as {@link DynamoClients} makes it
     * @param tables the tables' names
     * @param locations the locations that sell online
     * @param listener hears of throttles, conflicts and lost answers
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

    /** Takes wishes down, for whoever has the table of plans alone. */
    public static ShardTargets planning(
            DynamoDbClient client, String shardsTable, CallListener listener) {
        return new ShardTargets(plans(client, shardsTable, listener));
    }

    /**
     * Decides and carries out.
     *
     * @param clock the time of day
     */
    public ShardSteering steering(InstantSource clock) {
        var levels = new DynamoLevels(client, tables.netStock(), listener);
        return new ShardSteering(
                plans(client, tables.shards(), listener),
                levels.summingShards()::items,
                netStock(clock).spreading()::spread,
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

    private static Plans plans(DynamoDbClient client, String table, CallListener listener) {
        return new Plans(new DynamoPlanTable(client, table), DynamoNetStock.retries(listener));
    }
}
