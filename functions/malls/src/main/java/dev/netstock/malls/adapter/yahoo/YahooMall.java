package dev.netstock.malls.adapter.yahoo;

import dev.netstock.malls.adapter.credential.AccessTokens;
import dev.netstock.malls.adapter.credential.CredentialLife;
import dev.netstock.malls.adapter.credential.CredentialLife.Expiry;
import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.credential.StoredCredentials;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A store at Yahoo! Shopping. {@link MallItem#item} is the item code, and {@link MallItem#variant}
 * the sub code. Thread-safe.
 */
public final class YahooMall implements Mall {
    static final String CONSENTED_AT = "consentedAt";
    static final String PUBLIC_KEY_ISSUED_AT = "publicKeyIssuedAt";

    /** One request a second for each URL. */
    private static final Rate RATE = new Rate(1, 1);

    /** A person must consent again, and with it the refresh token ends. */
    private static final Duration CONSENT_LIFE = Duration.ofDays(28);

    /** Once an order API is called without an accepted signature. */
    private static final Duration UNSIGNED_CONSENT_LIFE = Duration.ofHours(12);

    /** Yahoo accepts a key for a year, and at most two (confidence: several clients agree). */
    private static final Duration KEY_LIFE = Duration.ofDays(365);

    private final YahooSettings settings;
    private final AccessTokens tokens;
    private final YahooApi api;
    private final YahooStock stock;
    private final YahooOrders orders;

    /**
     * Creates the adapter.
     *
     * @param store holds {@code clientId}, {@code clientSecret}, {@code refreshToken}, {@code
     *     consentedAt} and, for signatures, {@code publicKey}, {@code publicKeyVersion} and {@code
     *     publicKeyIssuedAt}
     */
    public YahooMall(
            MallHttp http, YahooSettings settings, CredentialStore store, InstantSource clock) {
        this.settings = settings;
        var refresh = new YahooTokens(http, settings, clock);
        tokens = new AccessTokens(store, refresh, clock);
        api = new YahooApi(http, settings, tokens, refresh);
        stock = new YahooStock(api, settings.sellerId(), clock);
        orders = new YahooOrders(api, settings.sellerId(), settings.orderLag(), clock);
    }

    @Override
    public MallCapabilities capabilities() {
        return new MallCapabilities(
                Set.of(WriteMode.ABSOLUTE, WriteMode.RELATIVE),
                false,
                true,
                Duration.ZERO,
                YahooStock.ITEMS_MAX,
                RATE,
                YahooStock.ITEMS_MAX,
                RATE,
                RATE,
                1,
                RATE,
                false,
                settings.orderLag(),
                settings.fraudHold(),
                YahooOrders.WINDOW,
                YahooOrders.PAGE_MAX,
                settings.restocksOnCancel(),
                false,
                CONSENT_LIFE);
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
     * When the consent and the store's key expire. One request asks whether Yahoo accepts the
     * signature; if not, the consent ends 12 hours after it was given.
     */
    public CredentialLife credentialLife() {
        api.probe().ofReading();
        StoredCredentials credentials = tokens.credentials();
        boolean isSigned =
                credentials.find(YahooTokens.PUBLIC_KEY).isPresent() && !api.isUnsigned();
        Duration consentLife = isSigned ? CONSENT_LIFE : UNSIGNED_CONSENT_LIFE;
        List<Expiry> expiries = new ArrayList<>();
        credentials
                .findTime(CONSENTED_AT)
                .ifPresent(at -> expiries.add(new Expiry("consent", at.plus(consentLife))));
        credentials
                .findTime(PUBLIC_KEY_ISSUED_AT)
                .ifPresent(at -> expiries.add(new Expiry("public key", at.plus(KEY_LIFE))));
        return new CredentialLife("yahoo", expiries);
    }
}
