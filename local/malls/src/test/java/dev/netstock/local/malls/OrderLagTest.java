package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.adapter.amazon.AmazonMall;
import dev.netstock.malls.adapter.amazon.AmazonSettings;
import dev.netstock.malls.adapter.aupay.AuPayMall;
import dev.netstock.malls.adapter.aupay.AuPaySettings;
import dev.netstock.malls.adapter.rakuten.RakutenMall;
import dev.netstock.malls.adapter.rakuten.RakutenSettings;
import dev.netstock.malls.adapter.shopify.ShopifyMall;
import dev.netstock.malls.adapter.shopify.ShopifySettings;
import dev.netstock.malls.adapter.yahoo.YahooMall;
import dev.netstock.malls.adapter.yahoo.YahooSettings;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How late a mall shows orders or counts, if a shop has measured it. */
class OrderLagTest {
    private static final Duration LAG = Duration.ofSeconds(7);
    private static final String LOCATION = "gid://shopify/Location/1";

    @ParameterizedTest
    @CsvSource({
        "rakuten, x, y",
        "yahoo, x, y",
        "shopify, accessToken, adminToken",
        "au, key, apiKey"
    })
    void orders_areCompleteUpToTheLagOfTheSettings(String name, String of, String to)
            throws IOException {
        try (var fixture = new AdapterFixture(name)) {
            Mall mall = mall(name, fixture, Map.of(of, to));
            var query =
                    new OrderQuery(
                            fixture.instant().minus(Duration.ofHours(1)),
                            fixture.instant(),
                            Optional.empty());

            OrderPage page = mall.orders(query);

            assertThat(page.completeUpTo()).isEqualTo(fixture.instant().minus(LAG));
            assertThat(mall.capabilities().visibilityLag()).isEqualTo(LAG);
        }
    }

    @Test
    void counts_ofAmazon_showAfterTheLagOfTheSettings() throws IOException {
        try (var fixture = new AdapterFixture("amazon")) {
            URI base = fixture.client.uri("/amazon");
            var settings = new AmazonSettings(base, base, "A1", AmazonSettings.JAPAN, LAG);

            assertThat(
                            new AmazonMall(fixture.http, settings, fixture.store(Map.of()), fixture)
                                    .capabilities()
                                    .applyLag())
                    .isEqualTo(LAG);
        }
    }

    private static Mall mall(String name, AdapterFixture fixture, Map<String, String> names)
            throws IOException {
        var store = fixture.store(names);
        URI base = fixture.client.uri("/" + name);
        return switch (name) {
            case "rakuten" ->
                    new RakutenMall(
                            fixture.http, new RakutenSettings(base, false, LAG), store, fixture);
            case "yahoo" ->
                    new YahooMall(
                            fixture.http,
                            new YahooSettings(
                                    base,
                                    URI.create(base + "/yconnect/v2/token"),
                                    fixture.credentials().path("sellerId").asText(),
                                    Duration.ZERO,
                                    false,
                                    LAG),
                            store,
                            fixture);
            case "shopify" ->
                    new ShopifyMall(
                            fixture.http,
                            new ShopifySettings(base, LOCATION, 100, false, LAG),
                            store,
                            fixture);
            default ->
                    new AuPayMall(
                            fixture.http,
                            new AuPaySettings(
                                    URI.create(base + "/wmshopapi"),
                                    fixture.credentials().path("shopId").asText(),
                                    false,
                                    LAG),
                            store,
                            fixture);
        };
    }
}
