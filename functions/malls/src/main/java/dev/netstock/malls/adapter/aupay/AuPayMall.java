package dev.netstock.malls.adapter.aupay;

import dev.netstock.malls.adapter.credential.CachedCredentials;
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
 * A shop at au PAY Market. {@link MallItem#item} is the item code, and {@link MallItem#variant} the
 * codes of the choice, joined by a slash. Thread-safe.
 */
public final class AuPayMall implements Mall {
    static final String API_KEY_ISSUED_AT = "apiKeyIssuedAt";

    /** The key lives this long (confidence: medium). */
    private static final Duration KEY_LIFE = Duration.ofDays(90);

    /** The rates are not documented; clients wait for about a second (confidence: low). */
    private static final Rate RATE = new Rate(1, 1);

    private final AuPaySettings settings;
    private final CachedCredentials credentials;
    private final AuPayStock stock;
    private final AuPayOrders orders;

    /**
     * Creates the adapter.
     *
     * @param store holds {@code apiKey} and {@code apiKeyIssuedAt}
     */
    public AuPayMall(
            MallHttp http, AuPaySettings settings, CredentialStore store, InstantSource clock) {
        this.settings = settings;
        credentials = new CachedCredentials(store, clock);
        var api = new AuPayApi(http, settings.base(), credentials);
        stock = new AuPayStock(api, settings.shopId(), clock);
        orders = new AuPayOrders(api, settings, stock, clock);
    }

    @Override
    public MallCapabilities capabilities() {
        return new MallCapabilities(
                Set.of(WriteMode.ABSOLUTE),
                false,
                false,
                Duration.ZERO,
                1,
                RATE,
                1,
                RATE,
                RATE,
                1,
                RATE,
                false,
                settings.orderLag(),
                Duration.ZERO,
                AuPayOrders.WINDOW,
                AuPayOrders.PAGE_MAX,
                settings.restocksOnCancel(),
                false,
                KEY_LIFE);
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

    /** When the key expires. */
    public CredentialLife credentialLife() {
        return new CredentialLife(
                "aupay",
                credentials.current().findTime(API_KEY_ISSUED_AT).stream()
                        .map(at -> new Expiry("API key", at.plus(KEY_LIFE)))
                        .toList());
    }
}
