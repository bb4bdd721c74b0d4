package dev.netstock.malls.adapter.shopify;

import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.Rate;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteMode;
import dev.netstock.malls.port.WriteResult;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * A Shopify store. {@link MallItem#item} is the id of the inventory item, such as {@code
 * gid://shopify/InventoryItem/1}, and {@link MallItem#variant} the id of the location. Thread-safe.
 */
public final class ShopifyMall implements Mall {
    /** The app's token does not expire. */
    private static final Duration TOKEN_LIFE = Duration.ofDays(36_500);

    /** What a read or a list costs at most, of the points that are restored each second. */
    private static final int QUERY_POINTS = 50;

    private final ShopifySettings settings;
    private final ShopifyStock stock;
    private final ShopifyOrders orders;

    /**
     * Creates the adapter.
     *
     * @param store holds {@code adminToken}
     */
    public ShopifyMall(
            MallHttp http, ShopifySettings settings, CredentialStore store, InstantSource clock) {
        this.settings = settings;
        var api = new ShopifyApi(http, settings.base(), new CachedCredentials(store, clock));
        stock = new ShopifyStock(api, clock);
        orders = new ShopifyOrders(api, settings.locationId(), settings.orderLag(), clock);
    }

    @Override
    public MallCapabilities capabilities() {
        double points = settings.pointsPerSecond();
        return new MallCapabilities(
                Set.of(WriteMode.ABSOLUTE, WriteMode.RELATIVE, WriteMode.COMPARE_AND_SET),
                true,
                false,
                Duration.ZERO,
                ShopifyStock.WRITES_MAX,
                new Rate(points / (ShopifyStock.WRITES_MAX * ShopifyStock.MUTATION_POINTS), 2),
                ShopifyStock.READS_MAX,
                new Rate(points / QUERY_POINTS, 2),
                new Rate(points / QUERY_POINTS, 2),
                ShopifyOrders.DETAILS_MAX,
                new Rate(points / QUERY_POINTS, 2),
                true,
                settings.orderLag(),
                Duration.ZERO,
                ShopifyOrders.WINDOW,
                ShopifyOrders.PAGE_MAX,
                settings.restocksOnCancel(),
                true,
                TOKEN_LIFE);
    }

    @Override
    public List<WriteResult> write(List<StockWrite> writes) {
        return stock.write(writes);
    }

    @Override
    public List<CountReading> read(List<MallItem> items) {
        return UnreadableAnswer.asUnavailable(() -> stock.read(items));
    }

    @Override
    public OrderPage orders(OrderQuery query) {
        return UnreadableAnswer.asUnavailable(() -> orders.page(query));
    }

    @Override
    public List<MallOrder> orders(List<String> numbers) {
        return UnreadableAnswer.asUnavailable(() -> orders.byNumber(numbers));
    }
}
