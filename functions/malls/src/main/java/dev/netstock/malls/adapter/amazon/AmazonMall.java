package dev.netstock.malls.adapter.amazon;

import dev.netstock.malls.adapter.credential.AccessTokens;
import dev.netstock.malls.adapter.credential.CredentialLife;
import dev.netstock.malls.adapter.credential.CredentialLife.Expiry;
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
 * A seller at Amazon, for what the seller ships. {@link MallItem#item} is the seller SKU; there is
 * no variant. Thread-safe.
 */
public final class AmazonMall implements Mall {
    static final String CLIENT_SECRET_ISSUED_AT = "clientSecretIssuedAt";

    private static final Rate WRITE_RATE = new Rate(5, 5);
    private static final Rate READ_RATE = new Rate(5, 10);

    private static final Rate ORDER_RATE = new Rate(0.0056, 20);
    private static final Rate DETAIL_RATE = new Rate(0.5, 30);

    /** The secret of the application must be rotated. */
    private static final Duration SECRET_LIFE = Duration.ofDays(180);

    private final AmazonSettings settings;
    private final AccessTokens tokens;
    private final AmazonStock stock;
    private final AmazonOrders orders;
    private final AmazonFeeds feeds;

    /**
     * Creates the adapter.
     *
     * @param store holds {@code clientId}, {@code clientSecret}, {@code clientSecretIssuedAt} and
     *     {@code refreshToken}
     */
    public AmazonMall(
            MallHttp http, AmazonSettings settings, CredentialStore store, InstantSource clock) {
        this.settings = settings;
        tokens = new AccessTokens(store, new AmazonTokens(http, settings.tokenUrl()), clock);
        var api = new AmazonApi(http, settings.base(), tokens);
        stock = new AmazonStock(api, settings, clock);
        orders = new AmazonOrders(api, settings, clock);
        feeds = new AmazonFeeds(http, api, settings);
    }

    /** Amazon restocks a cancelled order by itself, unless the reason is that it has no stock. */
    @Override
    public MallCapabilities capabilities() {
        return new MallCapabilities(
                Set.of(WriteMode.ABSOLUTE),
                false,
                false,
                settings.countLag(),
                1,
                WRITE_RATE,
                1,
                READ_RATE,
                ORDER_RATE,
                1,
                DETAIL_RATE,
                false,
                AmazonOrders.VISIBILITY_LAG,
                Duration.ZERO,
                AmazonOrders.WINDOW,
                AmazonOrders.PAGE_MAX,
                true,
                true,
                SECRET_LIFE);
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

    /** Writes many counts at once. */
    public AmazonFeeds feeds() {
        return feeds;
    }

    /** When the application's secret must have been rotated. */
    public CredentialLife credentialLife() {
        return new CredentialLife(
                "amazon",
                tokens.credentials().findTime(CLIENT_SECRET_ISSUED_AT).stream()
                        .map(at -> new Expiry("client secret", at.plus(SECRET_LIFE)))
                        .toList());
    }
}
