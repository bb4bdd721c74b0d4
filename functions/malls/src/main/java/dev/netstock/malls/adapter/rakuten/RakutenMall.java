package dev.netstock.malls.adapter.rakuten;

import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.credential.CredentialLife;
import dev.netstock.malls.adapter.credential.CredentialLife.Expiry;
import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.http.AnswerJson;
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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * A shop at Rakuten Ichiba. {@link MallItem#item} is the manage number, and {@link
 * MallItem#variant} the variant id. Thread-safe.
 */
public final class RakutenMall implements Mall {
    /** A license key lives this long (confidence: several clients agree). */
    private static final Duration KEY_LIFE = Duration.ofDays(90);

    private static final Rate WRITE_RATE = new Rate(1, 1);
    private static final Rate READ_RATE = new Rate(5, 5);

    /** The rate of the order APIs is not documented (confidence: low). */
    private static final Rate ORDER_RATE = new Rate(1, 1);

    /** The License Management API (confidence: several clients agree). */
    private static final String KEY_EXPIRY =
            "/es/1.0/license-management/license-key/expiry-date?licenseKey=";

    private final RakutenSettings settings;
    private final CachedCredentials credentials;
    private final RakutenApi api;
    private final RakutenStock stock;
    private final RakutenOrders orders;

    /**
     * Creates the adapter.
     *
     * @param store holds {@code serviceSecret} and {@code licenseKey}
     */
    public RakutenMall(
            MallHttp http, RakutenSettings settings, CredentialStore store, InstantSource clock) {
        this.settings = settings;
        credentials = new CachedCredentials(store, clock);
        api = new RakutenApi(http, settings.base(), credentials);
        stock = new RakutenStock(api, clock);
        orders = new RakutenOrders(api, settings.orderLag(), clock);
    }

    @Override
    public MallCapabilities capabilities() {
        return new MallCapabilities(
                Set.of(WriteMode.ABSOLUTE, WriteMode.RELATIVE),
                false,
                false,
                Duration.ZERO,
                RakutenStock.WRITES_MAX,
                WRITE_RATE,
                RakutenStock.READS_MAX,
                READ_RATE,
                ORDER_RATE,
                RakutenOrders.DETAILS_MAX,
                ORDER_RATE,
                false,
                settings.orderLag(),
                Duration.ZERO,
                RakutenOrders.WINDOW,
                RakutenOrders.PAGE_MAX,
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

    /**
     * Confirms orders: moves them on from 100 (waiting for confirmation).
     *
     * @param numbers at most 100
     * @return the results in the order of the numbers; an order in another state is refused
     */
    public List<WriteResult> confirm(List<String> numbers) {
        return orders.confirm(numbers);
    }

    /** Cancels an order for lack of stock, without adding its units to Rakuten's count again. */
    public WriteResult cancel(String number) {
        return orders.cancel(number);
    }

    /** When the license key expires, as Rakuten says. */
    public CredentialLife credentialLife() {
        return UnreadableAnswer.asUnavailable(this::keyLife);
    }

    private CredentialLife keyLife() {
        String key = credentials.current().required(RakutenApi.LICENSE_KEY);
        AnswerJson answer = api.get(KEY_EXPIRY + URLEncoder.encode(key, StandardCharsets.UTF_8));
        return new CredentialLife(
                "rakuten",
                List.of(
                        new Expiry(
                                "license key",
                                RakutenTimes.parseLocal(answer.text("expiryDate")))));
    }
}
