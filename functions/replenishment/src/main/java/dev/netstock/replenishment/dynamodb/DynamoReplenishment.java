package dev.netstock.replenishment.dynamodb;

import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.rebuild.DynamoGenerationRows;
import dev.netstock.projection.rebuild.RebuildFlow;
import dev.netstock.projection.rebuild.RebuildFlow.Timing;
import dev.netstock.replenishment.rebuild.ItemRebuild;
import dev.netstock.replenishment.rebuild.SettingsReplay;
import dev.netstock.replenishment.request.CrossingPublisher;
import dev.netstock.replenishment.request.RequestReader;
import dev.netstock.replenishment.request.RequestTable;
import dev.netstock.replenishment.watch.ItemSettlement;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.salerules.DynamoHeldRequests;
import dev.netstock.salerules.DynamoSaleRules;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Replenishment over DynamoDB: the flows, wired to the tables. Thread-safe. */
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
     * With its tables.
     *
     * @param client the client, as {@link DynamoClients} makes it
     * @param tables the tables' names
     * @param listener hears of throttles, conflicts and lost answers
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
     * Moves watched items on.
     *
     * @param topic where turns are told
     * @param supplyChain where shelves are asked to be filled
     */
    public ItemSettlement settling(EventPublisher topic, QueueSender supplyChain) {
        return new ItemSettlement(
                new DynamoWatchTable(client, tables.replenishment()),
                new CrossingPublisher(
                        requests(),
                        topic,
                        supplyChain,
                        DynamoSaleRules.reader(client, tables.saleMode(), listener),
                        new DynamoHeldRequests(client, tables.saleMode()),
                        retries),
                retries);
    }

    public RequestReader readingRequests() {
        return new RequestReader(requests(), retries);
    }

    public GenerationReader generations() {
        return new DynamoGenerations(client, tables.projections()).reader(PROJECTION, listener);
    }

    /**
     * Makes what is watched anew.
     *
     * @param settling as {@link #settling} makes it
     * @param levels what net stock has now
     * @param waiting how the rebuild waits
     */
    public RebuildFlow rebuilding(ItemSettlement settling, LevelSource levels, Timing waiting) {
        return new RebuildFlow(
                PROJECTION,
                new DynamoGenerations(client, tables.projections()),
                new SettingsReplay(
                        new DynamoSettingsRows(client, tables.replenishment()),
                        new ItemRebuild(settling, levels, waiting.clock()),
                        retries),
                new DynamoGenerationRows(client, tables.replenishment(), "sku", "location"),
                waiting);
    }

    private RequestTable requests() {
        return new DynamoRequestTable(client, tables.requests());
    }
}
