package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.netstock.malls.adapter.aupay.AuPayMall;
import dev.netstock.malls.adapter.aupay.AuPaySettings;
import dev.netstock.malls.port.CountChange.Absolute;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.Throttled;
import dev.netstock.malls.port.WriteResult.Unavailable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The product's adapter against the simulator. */
class AuAdapterTest {
    private static final MallItem CUP = new MallItem("cup", "");
    private static final MallItem SHIRT = new MallItem("shirt", "red/L");
    private static final Map<String, String> NAMES = Map.of("key", "apiKey");
    private static final WriteResult DONE = new Done(OptionalLong.empty());

    private final AdapterFixture fixture = new AdapterFixture("au");
    private final AdapterFixture.Store store = fixture.store(NAMES);
    private final AuPayMall mall;

    AuAdapterTest() throws IOException {
        mall =
                new AuPayMall(
                        fixture.http,
                        new AuPaySettings(
                                fixture.client.uri("/au/wmshopapi"),
                                fixture.credentials().path("shopId").asText(),
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
    void write_itemsAndChoices_changeTheCounts() {
        assertThat(
                        mall.write(
                                List.of(
                                        fixture.write(CUP, new Absolute(3)),
                                        fixture.write(SHIRT, new Absolute(70)))))
                .containsOnly(DONE);
        assertThat(mall.read(List.of(SHIRT, CUP, new MallItem("gone", ""))))
                .extracting(CountReading::count)
                .containsExactly(OptionalLong.of(70), OptionalLong.of(3), OptionalLong.empty());
    }

    @Test
    void write_failures_areClassified() throws IOException {
        // Which errors leave a count unchanged is not documented: a reading decides.
        assertThat(fixture.writeOne(mall, new MallItem("gone", ""), new Absolute(1)))
                .isInstanceOf(InDoubt.class);
        assertThat(fixture.writeOne(mall, CUP, new Absolute(100_000))).isInstanceOf(InDoubt.class);
        fixture.fault("throttle");
        assertThat(fixture.writeOne(mall, CUP, new Absolute(1))).isInstanceOf(Throttled.class);
        assertThatThrownBy(() -> fixture.numbers(mall)).isInstanceOf(MallThrottled.class);
        fixture.fault("unavailable");
        assertThat(fixture.writeOne(mall, CUP, new Absolute(1))).isInstanceOf(Unavailable.class);
        fixture.maintenance();
        assertThat(fixture.writeOne(mall, CUP, new Absolute(1))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> fixture.numbers(mall)).isInstanceOf(MallUnavailable.class);
        assertThat(fixture.count(CUP)).isEqualTo(5);
        fixture.fault("loseAnswer");
        assertThat(fixture.writeOne(mall, CUP, new Absolute(1))).isInstanceOf(InDoubt.class);
        assertThat(fixture.count(CUP)).isEqualTo(1);
    }

    @Test
    void key_expiredRenewedAndCalledFromElsewhere() throws IOException {
        fixture.credential("expire", "key");
        assertThatThrownBy(() -> fixture.writeOne(mall, CUP, new Absolute(1)))
                .isInstanceOf(CredentialExpired.class);
        fixture.credential("renew", "key");
        store.put(fixture.values(NAMES));
        assertThat(fixture.writeOne(mall, CUP, new Absolute(1))).isEqualTo(DONE);
        fixture.credential("expire", "address");
        assertThatThrownBy(() -> fixture.writeOne(mall, CUP, new Absolute(1)))
                .isInstanceOf(CredentialExpired.class);
    }

    @Test
    void orders_fromPlacedToCancelled() throws IOException {
        String number = fixture.buy(SHIRT, 2);
        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.numbers(mall)).containsExactly(number);
        MallOrder order = mall.orders(List.of(number, "1")).getFirst();
        assertThat(order.state()).isEqualTo(OrderState.ACTIVE);
        assertThat(order.placedAt()).isEqualTo(AdapterFixture.START);
        assertThat(order.lines())
                .extracting(MallOrderLine::item, MallOrderLine::quantity)
                .containsExactly(tuple(SHIRT, 2L));
        fixture.client.state("au", number, "cancelled");
        assertThat(mall.orders(List.of(number)).getFirst().state()).isEqualTo(OrderState.CANCELLED);
    }
}
