package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;

import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.shopify.ShopifyMall;
import dev.netstock.malls.adapter.shopify.ShopifySettings;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks.Delivery;
import dev.netstock.malls.port.CountChange.Absolute;
import dev.netstock.malls.port.CountChange.CompareAndSet;
import dev.netstock.malls.port.CountChange.Relative;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.Mismatch;
import dev.netstock.malls.port.WriteResult.OutOfRange;
import dev.netstock.malls.port.WriteResult.Rejected;
import dev.netstock.malls.port.WriteResult.Throttled;
import dev.netstock.malls.port.WriteResult.Unavailable;
import dev.netstock.malls.port.WriteResult.UnknownItem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The product's adapter against the simulator. */
class ShopifyAdapterTest {
    private static final String LOCATION = "gid://shopify/Location/7";
    private static final MallItem CUP = item(1);
    private static final MallItem PEN = item(2);
    private static final Map<String, String> NAMES = Map.of("accessToken", "adminToken");
    private static final WriteResult DONE = new Done(OptionalLong.empty());

    private final AdapterFixture fixture = new AdapterFixture("shopify");
    private final AdapterFixture.Store store = fixture.store(NAMES);
    private final ShopifyMall mall =
            new ShopifyMall(
                    fixture.http,
                    new ShopifySettings(fixture.client.uri("/shopify"), LOCATION, 100, false),
                    store,
                    fixture);

    ShopifyAdapterTest() throws IOException {
        fixture.list(CUP, 5);
        fixture.list(PEN, 7);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void write_modesInOneRequest_changeTheCounts() throws IOException {
        assertThat(
                        mall.write(
                                List.of(
                                        fixture.write(CUP, new Relative(-2)),
                                        fixture.write(PEN, new CompareAndSet(7, 9)))))
                .containsOnly(DONE);
        assertThat(fixture.writeOne(mall, CUP, new Absolute(1))).isEqualTo(DONE);
        assertThat(mall.read(List.of(PEN, CUP, item(3))))
                .extracting(CountReading::count)
                .containsExactly(OptionalLong.of(9), OptionalLong.of(1), OptionalLong.empty());
    }

    @Test
    void write_errors_areOfTheirWriteAlone() {
        assertThat(
                        mall.write(
                                List.of(
                                        fixture.write(CUP, new CompareAndSet(6, 3)),
                                        fixture.write(PEN, new Relative(1)),
                                        fixture.write(item(3), new Relative(1)),
                                        fixture.write(
                                                new MallItem(
                                                        CUP.item(), "gid://shopify/Location/8"),
                                                new Relative(1)))))
                .hasExactlyElementsOfTypes(
                        Mismatch.class, Done.class, UnknownItem.class, UnknownItem.class);
        assertThat(fixture.writeOne(mall, CUP, new CompareAndSet(5, -1)))
                .isInstanceOf(OutOfRange.class);
        assertThat(fixture.writeOne(mall, CUP, new Relative(1_000_000_000)))
                .isInstanceOf(OutOfRange.class);
    }

    @Test
    void write_answerLost_happensOnceWhenRepeatedInOtherCompany() throws IOException {
        StockWrite write = fixture.write(CUP, new Relative(-2));
        fixture.fault("loseAnswer");
        assertThat(mall.write(List.of(write))).hasOnlyElementsOfType(InDoubt.class);
        fixture.free();

        assertThat(mall.write(List.of(fixture.write(PEN, new Relative(1)), write)))
                .containsOnly(DONE);
        assertThat(fixture.count(CUP)).isEqualTo(3);
        assertThat(mall.write(List.of(new StockWrite(CUP, new Relative(-1), write.key()))))
                .hasOnlyElementsOfType(Rejected.class);
    }

    @Test
    void write_concurrentThrottleOverload_areClassified() throws IOException {
        fixture.fault("conflict");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(InDoubt.class);
        fixture.fault("throttle");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Throttled.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallThrottled.class);
        fixture.fault("unavailable");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Unavailable.class);
        fixture.maintenance();
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallUnavailable.class);
        assertThat(fixture.count(CUP)).isEqualTo(5);
    }

    @Test
    void write_morePointsThanThereAre_waitsForThem() throws IOException {
        fixture.client.faults("shopify", "{}");
        List<WriteResult> results =
                IntStream.range(0, 11)
                        .mapToObj(
                                _ ->
                                        mall.write(
                                                        IntStream.range(0, 20)
                                                                .mapToObj(
                                                                        it ->
                                                                                fixture.write(
                                                                                        item(it),
                                                                                        new Relative(
                                                                                                0)))
                                                                .toList())
                                                .getLast())
                        .toList();

        assertThat(results.subList(0, 10)).doesNotHaveAnyElementsOfTypes(Throttled.class);
        assertThat(results.getLast()).isEqualTo(new Throttled(Duration.ofSeconds(2)));
    }

    @Test
    void token_expiredAndRenewed() throws IOException {
        fixture.credential("expire", "access");
        assertThatThrownBy(() -> fixture.writeOne(mall, CUP, new Relative(1)))
                .isInstanceOf(CredentialExpired.class);
        fixture.credential("renew", "access");
        store.put(fixture.values(NAMES));

        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isEqualTo(DONE);
    }

    @Test
    void orders_fromPlacedToCancelled() throws IOException {
        String number = fixture.buy(PEN, 2);
        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.numbers(mall)).containsExactly(number);
        MallOrder order = mall.orders(List.of(number, "1")).getFirst();
        assertThat(order.state()).isEqualTo(OrderState.ACTIVE);
        assertThat(order.placedAt()).isEqualTo(AdapterFixture.START);
        assertThat(order.lines())
                .extracting(MallOrderLine::item, MallOrderLine::quantity)
                .containsExactly(tuple(PEN, 2L));
        fixture.client.state("shopify", number, "cancelled");
        MallOrder cancelled = mall.orders(List.of(number)).getFirst();
        assertThat(cancelled.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(cancelled.lines()).isEqualTo(order.lines());
        assertThat(cancelled.updatedAt()).isEqualTo(fixture.instant());
    }

    @Test
    void orders_ofManyLinesAndPages_areWhole() throws IOException {
        var lines =
                IntStream.range(10, 155)
                        .mapToObj(
                                number ->
                                        "{\"item\":\"%s\",\"variant\":\"%s\",\"quantity\":1}"
                                                .formatted(item(number).item(), LOCATION))
                        .collect(Collectors.joining(","));
        for (int number = 10; number < 155; number++) {
            fixture.list(item(number), 1);
        }
        String number =
                fixture.client
                        .admin("POST", "shopify/orders", "{\"lines\":[" + lines + "]}")
                        .path("number")
                        .asText();

        assertThat(mall.orders(List.of(number)).getFirst().lines()).hasSize(145);
    }

    @Test
    void webhooks_areSignedAsTheAdapterChecks() throws IOException {
        Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
        var webhooks = new ShopifyWebhooks(new CachedCredentials(store, fixture));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    Map<String, String> headers =
                            exchange.getRequestHeaders().entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    it -> it.getKey().toLowerCase(Locale.ROOT),
                                                    it -> it.getValue().getFirst()));
                    deliveries.add(
                            webhooks.read(headers, exchange.getRequestBody().readAllBytes()));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        try {
            fixture.client.admin(
                    "PUT",
                    "shopify/notifications",
                    "{\"url\":\"http://127.0.0.1:%d/\"}".formatted(server.getAddress().getPort()));
            String number = fixture.buy(PEN, 2);

            await().until(() -> !deliveries.isEmpty());
            assertThat(deliveries.peek())
                    .isInstanceOfSatisfying(
                            Delivery.Accepted.class,
                            it -> assertThat(it.signal().number()).isEqualTo(number));
        } finally {
            server.stop(0);
        }
    }

    private static MallItem item(int number) {
        return new MallItem("gid://shopify/InventoryItem/" + number, LOCATION);
    }
}
