package dev.netstock.replenishment;

import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.rebuild.DynamoGenerationRows;
import dev.netstock.projection.rebuild.RebuildFlow;
import dev.netstock.projection.rebuild.RebuildFlow.Timing;
import dev.netstock.replenishment.dynamodb.DynamoSettingsRows;
import dev.netstock.replenishment.dynamodb.DynamoWatchTable;
import dev.netstock.replenishment.request.DynamoRequestTable;
import dev.netstock.replenishment.request.ReadRequestsEndpoint;
import dev.netstock.replenishment.request.ReplenishmentPublisher;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.replenishment.watch.WatchTable;
import dev.netstock.replenishment.watch.WatchedItems;
import dev.netstock.salerules.DynamoHeldRequests;
import dev.netstock.salerules.DynamoSaleRules;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/** Creates the services of replenishment over their DynamoDB tables. Thread-safe. */
public final class DynamoReplenishment {
    /** The name of the projection in the table of generations. */
    public static final String PROJECTION = "replenishment";

    private final DynamoDbClient client;
    private final Tables tables;
    private final CallListener listener;
    private final Retries retries;

    /** The tables' names. */
    public record Tables(
            String replenishment, String requests, String projections, String saleMode) {}

    /**
     * Creates the factory.
     *
     * @param client the client, as {@link DynamoClients} makes it
     * @param tables the tables' names
     * @param listener is notified of throttles, conflicts and lost responses
     */
    public DynamoReplenishment(DynamoDbClient client, Tables tables, CallListener listener) {
        this.client = client;
        this.tables = tables;
        this.listener = listener;
        this.retries = DynamoNetStock.retries(listener);
    }

    /** Region, credentials and endpoint come from the environment. */
    public static DynamoReplenishment create(Tables tables, CallListener listener) {
        return new DynamoReplenishment(DynamoClients.create(), tables, listener);
    }

    /**
     * The service that updates watched items and publishes crossings.
     *
     * @param topic the topic of all events
     * @param supplyChain the supply chain's queue
     */
    public WatchedItems items(EventPublisher topic, QueueSender supplyChain) {
        return new WatchedItems(
                table(),
                new ReplenishmentPublisher(
                        requests(),
                        topic,
                        supplyChain,
                        DynamoSaleRules.reader(client, tables.saleMode(), listener),
                        new DynamoHeldRequests(client, tables.saleMode()),
                        retries),
                retries);
    }

    /**
     * The service that stores settings.
     *
     * @param items as {@link #items} creates it
     * @param levels reads net stock
     */
    public ThresholdSettings settings(WatchedItems items, LevelSource levels, InstantSource clock) {
        return new ThresholdSettings(
                table(),
                items,
                levels,
                retries,
                Parallel.upTo(DynamoClients.CONNECTIONS_MAX),
                clock);
    }

    /** {@code GET /v1/replenishment-requests}. */
    public ReadRequestsEndpoint readRequests(InstantSource clock) {
        return new ReadRequestsEndpoint(requests(), retries, clock);
    }

    public GenerationReader generations() {
        return new DynamoGenerations(client, tables.projections()).reader(PROJECTION, listener);
    }

    /**
     * The rebuild of the watched items.
     *
     * @param items as {@link #items} creates it
     * @param levels reads net stock
     * @param waiting how the rebuild waits
     */
    public RebuildFlow rebuild(WatchedItems items, LevelSource levels, Timing waiting) {
        return new RebuildFlow(
                PROJECTION,
                new DynamoGenerations(client, tables.projections()),
                new SettingsReplay(
                        new DynamoSettingsRows(client, tables.replenishment()),
                        items,
                        levels,
                        retries,
                        waiting.clock()),
                new DynamoGenerationRows(client, tables.replenishment(), "sku", "location"),
                waiting);
    }

    private WatchTable table() {
        return new DynamoWatchTable(client, tables.replenishment());
    }

    private DynamoRequestTable requests() {
        return new DynamoRequestTable(client, tables.requests());
    }
}
