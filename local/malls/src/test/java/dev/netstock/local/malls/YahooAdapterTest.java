package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.yahoo.YahooMall;
import dev.netstock.malls.adapter.yahoo.YahooSettings;
import dev.netstock.malls.port.CountChange.Absolute;
import dev.netstock.malls.port.CountChange.Relative;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.OutOfRange;
import dev.netstock.malls.port.WriteResult.Throttled;
import dev.netstock.malls.port.WriteResult.Unavailable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The product's adapter against the simulator. */
class YahooAdapterTest {
    private static final MallItem CUP = new MallItem("cup", "");
    private static final MallItem SHIRT = new MallItem("shirt", "L-blue");

    private final AdapterFixture fixture = new AdapterFixture("yahoo");
    private final AdapterFixture.Store store = fixture.store(Map.of());
    private final YahooMall mall;

    YahooAdapterTest() throws IOException {
        URI base = fixture.client.uri("/yahoo");
        mall =
                new YahooMall(
                        fixture.http,
                        new YahooSettings(
                                base,
                                URI.create(base + "/yconnect/v2/token"),
                                fixture.credentials().path("sellerId").asText(),
                                YahooSettings.FRAUD_HOLD,
                                false),
                        store,
                        fixture);
        fixture.list(CUP, 5);
        fixture.list(SHIRT, 7);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void write_echoesCounts_alsoOfUnknownItems() throws IOException {
        var none = new MallItem("none", "");

        assertThat(
                        mall.write(
                                List.of(
                                        fixture.write(CUP, new Relative(-2)),
                                        fixture.write(SHIRT, new Absolute(70)),
                                        fixture.write(none, new Absolute(1)))))
                .containsExactly(done(3), done(70), done(1));
        assertThat(fixture.writeOne(mall, CUP, new Relative(4))).isEqualTo(done(7));
        assertThat(mall.read(List.of(SHIRT, CUP, new MallItem("gone", ""))))
                .extracting(CountReading::count)
                .containsExactly(OptionalLong.of(70), OptionalLong.of(7), OptionalLong.empty());
        assertThat(fixture.count(CUP)).isEqualTo(7);
    }

    @Test
    void write_partialFailures_areOfTheirItems() throws IOException {
        assertThat(
                        mall.write(
                                List.of(
                                        fixture.write(CUP, new Relative(-6)),
                                        fixture.write(SHIRT, new Relative(1)))))
                .containsExactly(new OutOfRange("st-02104"), done(8));
        fixture.fault("partial");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(InDoubt.class);
        assertThat(fixture.count(CUP)).isEqualTo(5);
        fixture.fault("failReadBack");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1)))
                .isEqualTo(new Done(OptionalLong.empty()));
        assertThat(fixture.count(CUP)).isEqualTo(6);
    }

    @Test
    void write_throttleOverloadMaintenanceLost_areClassified() throws IOException {
        fixture.fault("throttle");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Throttled.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallThrottled.class);
        fixture.fault("unavailable");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(InDoubt.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallUnavailable.class);
        fixture.maintenance();
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> fixture.numbers(mall)).isInstanceOf(MallUnavailable.class);
        assertThat(fixture.count(CUP)).isEqualTo(5);
        fixture.fault("loseAnswer");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(InDoubt.class);
        assertThat(fixture.count(CUP)).isEqualTo(6);
    }

    @Test
    void write_twiceInASecond_isThrottled() throws IOException {
        fixture.client.faults("yahoo", "{}");

        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Done.class);
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Throttled.class);
    }

    @Test
    void tokens_rotateAndEnd() throws IOException {
        fixture.pass(Duration.ofMinutes(61));
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isEqualTo(done(6));
        assertThat(store.read().find("refreshToken"))
                .contains(fixture.credentials().path("refreshToken").asText());
        fixture.credential("expire", "access");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isEqualTo(done(7));
        fixture.credential("expire", "access");
        fixture.credential("expire", "refresh");
        assertThatThrownBy(() -> fixture.writeOne(mall, CUP, new Relative(1)))
                .isInstanceOf(CredentialExpired.class);
        assertThat(fixture.count(CUP)).isEqualTo(7);
    }

    @Test
    void signature_isAcceptedUntilItsKeyEnds() throws IOException {
        var values = new HashMap<>(store.read().values());
        values.put("consentedAt", AdapterFixture.START.toString());
        store.put(values);

        assertThat(mall.credentialLife().daysLeft(fixture.instant())).contains(28L);
        fixture.credential("expire", "signature");
        assertThat(mall.credentialLife().daysLeft(fixture.instant())).contains(0L);
    }

    @Test
    void orders_fromPlacedToCancelled_closeTheItem() throws IOException {
        String number = fixture.buy(SHIRT, 2);
        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.numbers(mall)).contains(number);
        MallOrder order = mall.orders(List.of(number, "gone")).getFirst();
        assertThat(order)
                .isEqualTo(
                        new MallOrder(
                                number,
                                OrderState.ACTIVE,
                                AdapterFixture.START,
                                AdapterFixture.START,
                                List.of(new MallOrderLine("1", SHIRT, 2)),
                                Optional.empty()));
        fixture.client.admin(
                "POST",
                "yahoo/orders/" + number + "/state",
                "{\"state\":\"cancelled\",\"reason\":\"out-of-stock\"}");
        assertThat(mall.orders(List.of(number)).getFirst().state()).isEqualTo(OrderState.CANCELLED);
        CountReading reading = mall.read(List.of(SHIRT)).getFirst();
        assertThat(reading.count()).hasValue(5);
        assertThat(reading.closed()).isTrue();
    }

    @Test
    void orders_heldForFraud_areListedWhenTheyArePublished() throws IOException {
        String number =
                fixture.client
                        .admin(
                                "POST",
                                "yahoo/orders",
                                "{\"publishedLate\":true,\"lines\":[{\"item\":\"cup\",\"quantity\":1}]}")
                        .path("number")
                        .asText();
        assertThat(fixture.numbers(mall)).isEmpty();
        fixture.pass(Duration.ofHours(25));
        assertThat(fixture.numbers(mall)).isEmpty();

        fixture.client.faults("yahoo", "{\"rateLimits\":false,\"latePublishedSeconds\":7200}");
        String later =
                fixture.client
                        .admin(
                                "POST",
                                "yahoo/orders",
                                "{\"publishedLate\":true,\"lines\":[{\"item\":\"cup\",\"quantity\":1}]}")
                        .path("number")
                        .asText();
        fixture.pass(Duration.ofHours(25));

        assertThat(fixture.numbers(mall)).containsExactly(later).doesNotContain(number);
    }

    @Test
    void orders_split_areReadWithTheirParts() throws IOException {
        String number =
                fixture.client
                        .admin(
                                "POST",
                                "yahoo/orders",
                                "{\"lines\":[{\"item\":\"cup\",\"quantity\":2},"
                                    + "{\"item\":\"shirt\",\"variant\":\"L-blue\",\"quantity\":1}]}")
                        .path("number")
                        .asText();
        fixture.client.admin("POST", "yahoo/orders/" + number + "/split", "{\"lineIds\":[\"2\"]}");

        List<MallOrder> orders = mall.orders(List.of(number));

        assertThat(orders).hasSize(3);
        assertThat(orders.subList(1, 3))
                .allSatisfy(part -> assertThat(part.parent()).contains(number));
        assertThat(orders.subList(1, 3))
                .flatExtracting(MallOrder::lines)
                .extracting(MallOrderLine::item)
                .containsExactlyInAnyOrder(CUP, SHIRT);
    }

    private static Done done(long count) {
        return new Done(OptionalLong.of(count));
    }
}
