package dev.netstock.malls.adapter;

import static dev.netstock.malls.adapter.ShopSettings.required;

import dev.netstock.malls.adapter.amazon.AmazonMall;
import dev.netstock.malls.adapter.amazon.AmazonSettings;
import dev.netstock.malls.adapter.aupay.AuPayMall;
import dev.netstock.malls.adapter.aupay.AuPaySettings;
import dev.netstock.malls.adapter.credential.CredentialLife;
import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.rakuten.RakutenMall;
import dev.netstock.malls.adapter.rakuten.RakutenSettings;
import dev.netstock.malls.adapter.shopify.ShopifyMall;
import dev.netstock.malls.adapter.shopify.ShopifySettings;
import dev.netstock.malls.adapter.yahoo.YahooMall;
import dev.netstock.malls.adapter.yahoo.YahooSettings;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.NotConnected;
import dev.netstock.stock.Channel;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates the adapter of a mall by its channel.
 *
 * @param http sends the requests
 * @param simulators the server of {@code local/malls} that plays the malls; empty on AWS
 * @param clock the time of requests and credentials
 */
public record MallAdapters(MallHttp http, Optional<URI> simulators, InstantSource clock) {
    public static final Channel RAKUTEN = new Channel("rakuten");
    public static final Channel YAHOO = new Channel("yahoo");
    public static final Channel AMAZON = new Channel("amazon");
    public static final Channel SHOPIFY = new Channel("shopify");
    public static final Channel AU_PAY = new Channel("au-pay");

    private static final int SHOPIFY_POINTS = 100;

    /**
     * A mall's API.
     *
     * @param mall what the sync uses
     * @param life asks how long the credentials are valid
     */
    public record Adapter(Mall mall, Supplier<CredentialLife> life) {}

    /**
     * The adapter of a mall. It sends nothing yet.
     *
     * @throws IllegalArgumentException if there is none for this channel
     */
    public Adapter of(Channel channel, ShopSettings shop, CredentialStore credentials) {
        return switch (channel.value()) {
            case "rakuten" -> rakuten(shop, credentials);
            case "yahoo" -> yahoo(shop, credentials);
            case "amazon" -> amazon(shop, credentials);
            case "shopify" -> shopify(shop, credentials);
            case "au-pay" -> auPay(shop, credentials);
            default -> throw new IllegalArgumentException("No adapter of the mall " + channel);
        };
    }

    /** What a mall's API can do, for a function that does not call it. */
    public MallCapabilities capabilities(Channel channel, ShopSettings shop) {
        return of(channel, shop, new NoCredentials()).mall().capabilities();
    }

    /** Of a function that calls no mall. */
    private static final class NoCredentials implements CredentialStore {
        @Override
        public StoredCredentials read() {
            throw new NotConnected("for this function");
        }

        @Override
        public Optional<StoredCredentials> replace(
                StoredCredentials expected, Map<String, String> values) {
            return Optional.empty();
        }
    }

    private Adapter rakuten(ShopSettings shop, CredentialStore credentials) {
        var settings =
                new RakutenSettings(
                        base(shop, "/rakuten", RakutenSettings.PRODUCTION),
                        shop.restocksOnCancel().orElse(false),
                        shop.orderLag().orElse(RakutenSettings.ORDER_LAG));
        var mall = new RakutenMall(http, settings, credentials, clock);
        return new Adapter(mall, mall::credentialLife);
    }

    private Adapter yahoo(ShopSettings shop, CredentialStore credentials) {
        var settings =
                new YahooSettings(
                        base(shop, "/yahoo", YahooSettings.PRODUCTION),
                        simulated("/yahoo/yconnect/v2/token").orElse(YahooSettings.TOKENS),
                        required(shop.sellerId(), "sellerId"),
                        shop.fraudHold().orElse(YahooSettings.FRAUD_HOLD),
                        shop.restocksOnCancel().orElse(false),
                        shop.orderLag().orElse(YahooSettings.ORDER_LAG));
        var mall = new YahooMall(http, settings, credentials, clock);
        return new Adapter(mall, mall::credentialLife);
    }

    private Adapter amazon(ShopSettings shop, CredentialStore credentials) {
        var settings =
                new AmazonSettings(
                        base(shop, "/amazon", AmazonSettings.FAR_EAST),
                        simulated("/amazon/auth/o2/token").orElse(AmazonSettings.TOKENS),
                        required(shop.sellerId(), "sellerId"),
                        shop.marketplaceId().orElse(AmazonSettings.JAPAN),
                        shop.countLag().orElse(AmazonSettings.COUNT_LAG));
        var mall = new AmazonMall(http, settings, credentials, clock);
        return new Adapter(mall, mall::credentialLife);
    }

    private Adapter shopify(ShopSettings shop, CredentialStore credentials) {
        var settings =
                new ShopifySettings(
                        base(
                                shop,
                                "/shopify",
                                URI.create(
                                        "https://%s.myshopify.com"
                                                .formatted(required(shop.shop(), "shop")))),
                        required(shop.locationId(), "locationId"),
                        shop.pointsPerSecond().orElse(SHOPIFY_POINTS),
                        shop.restocksOnCancel().orElse(true),
                        shop.orderLag().orElse(ShopifySettings.ORDER_LAG));
        var mall = new ShopifyMall(http, settings, credentials, clock);
        return new Adapter(mall, () -> new CredentialLife("shopify", List.of()));
    }

    private Adapter auPay(ShopSettings shop, CredentialStore credentials) {
        var settings =
                new AuPaySettings(
                        base(shop, "/au/wmshopapi", AuPaySettings.PRODUCTION),
                        required(shop.shopId(), "shopId"),
                        shop.restocksOnCancel().orElse(false),
                        shop.orderLag().orElse(AuPaySettings.ORDER_LAG));
        var mall = new AuPayMall(http, settings, credentials, clock);
        return new Adapter(mall, mall::credentialLife);
    }

    private URI base(ShopSettings shop, String path, URI production) {
        return simulated(path).or(shop::url).orElse(production);
    }

    private Optional<URI> simulated(String path) {
        return simulators.map(server -> URI.create(server + path));
    }
}
