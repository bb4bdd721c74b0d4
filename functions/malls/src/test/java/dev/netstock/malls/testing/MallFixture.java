package dev.netstock.malls.testing;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.stock.NetStockLevels;
import dev.netstock.malls.stock.NetStockSide;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.ItemScheduler;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.Targets;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.List;

/** A shop that sells SKU A, and a mall that may sell it as {@link #ITEM}. */
public final class MallFixture implements AutoCloseable {
    public static final Channel MALL = new Channel("rakuten");
    public static final Sku A = new Sku("A");
    public static final MallItem ITEM = new MallItem("item", "");

    private final Shop shop = Shop.open();
    private final DynamoDbClient client = shop.tables().client();
    private final String table = MallsTable.create(client);
    private final String queue = LocalQueues.createFifo();
    private final CountingMall mall = new CountingMall(shop.clock());
    private final DynamoMallStore store = new DynamoMallStore(client, table, MALL);
    private final MallSettings settings =
            new MallSettings(
                    MALL,
                    MallSettings.Mode.SET_ASIDE,
                    5,
                    0,
                    0,
                    1,
                    100,
                    0,
                    Duration.ofHours(6),
                    List.of(),
                    5);

    public Shop shop() {
        return shop;
    }

    public CountingMall mall() {
        return mall;
    }

    public DynamoMallStore store() {
        return store;
    }

    public ItemScheduler scheduler() {
        return new ItemScheduler(mall.capabilities(), settings, new Targets(List.of(settings)));
    }

    public QueueSender queue() {
        return MessagingClients.sender(LocalQueues.client(), queue, (_, _) -> {});
    }

    /** The bodies of the messages that were sent to the sync. */
    public List<String> sent() {
        return LocalQueues.drain(queue).stream().map(Message::body).toList();
    }

    /** Connects the mall now. */
    public void connect() {
        store.save(List.of(MallRow.connected(MALL, shop.clock().instant())));
    }

    public void map(MallItem item) {
        store.save(List.of(ItemRow.mapped(item, List.of(Part.of(A, 1)), List.of())));
    }

    public NetStockLevels levels() {
        return levels(client);
    }

    /** Levels that are read by another client. */
    public NetStockLevels levels(DynamoDbClient reader) {
        return new NetStockLevels(totals(reader), PlaceSource.of(Places.planned(Shop.LOCATIONS)));
    }

    public NetStockSide stock() {
        return new NetStockSide(
                shop.stock(),
                totals(client),
                PlaceSource.of(Places.planned(Shop.LOCATIONS)),
                () -> Shop.call(shop.budget()));
    }

    private ShardTotals totals(DynamoDbClient reader) {
        return new DynamoLevels(reader, shop.tables().names().netStock(), (_, _) -> {})
                .shardTotals();
    }

    /** An event of messages with these bodies. */
    public static SQSEvent event(String... bodies) {
        return LambdaEvents.messages("m-", List.of(bodies));
    }

    @Override
    public void close() {
        client.deleteTable(request -> request.tableName(table));
        shop.close();
    }
}
