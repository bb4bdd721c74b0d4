package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.rakuten.RakutenMall;
import dev.netstock.malls.adapter.rakuten.RakutenSettings;
import dev.netstock.malls.port.CountChange.Absolute;
import dev.netstock.malls.port.CountChange.Relative;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.OutOfRange;
import dev.netstock.malls.port.WriteResult.Rejected;
import dev.netstock.malls.port.WriteResult.Throttled;
import dev.netstock.malls.port.WriteResult.Unavailable;
import dev.netstock.malls.port.WriteResult.UnknownItem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The product's adapter against the simulator. */
class RakutenAdapterTest {
    private static final MallItem CUP = new MallItem("cup", "one");
    private static final MallItem PEN = new MallItem("pen", "Blue");
    private static final MallItem NONE = new MallItem("none", "x");
    private static final WriteResult DONE = new Done(OptionalLong.empty());

    private final AdapterFixture fixture = new AdapterFixture("rakuten");
    private final AdapterFixture.Store store = fixture.store(Map.of());
    private final RakutenMall mall =
            new RakutenMall(
                    fixture.http,
                    new RakutenSettings(fixture.client.uri("/rakuten"), false),
                    store,
                    fixture);

    RakutenAdapterTest() throws IOException {
        fixture.list(CUP, 5);
        fixture.list(PEN, 7);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void write_modes_changeTheCounts() throws IOException {
        var upper = new MallItem("PEN", "Blue");

        assertThat(
                        mall.write(
                                List.of(
                                        fixture.write(CUP, new Relative(-2)),
                                        fixture.write(upper, new Absolute(70)),
                                        fixture.write(NONE, new Absolute(1)))))
                .containsOnly(DONE);
        assertThat(mall.read(List.of(upper, CUP, new MallItem("gone", "x"))))
                .extracting(CountReading::count)
                .containsExactly(OptionalLong.of(70), OptionalLong.of(3), OptionalLong.empty());
        assertThat(fixture.count(CUP)).isEqualTo(3);
    }

    @Test
    void write_errorsOfEntries_areTheirs() {
        assertThat(fixture.writeOne(mall, CUP, new Relative(-6)))
                .isEqualTo(new OutOfRange("IE0117"));
        assertThat(fixture.writeOne(mall, CUP, new Relative(99_999)))
                .isEqualTo(new OutOfRange("IE0117"));
        assertThat(fixture.writeOne(mall, NONE, new Relative(1))).isInstanceOf(UnknownItem.class);
    }

    @Test
    void write_bulkWithAWrongEntry_readsBackWhichAreDone() throws IOException {
        var writes =
                List.of(fixture.write(CUP, new Relative(1)), fixture.write(PEN, new Relative(-8)));

        assertThat(mall.write(writes)).hasExactlyElementsOfTypes(InDoubt.class, OutOfRange.class);
        assertThat(fixture.count(CUP)).isEqualTo(5);
        fixture.fault("partial");
        assertThat(mall.write(writes)).hasExactlyElementsOfTypes(InDoubt.class, OutOfRange.class);
        assertThat(fixture.count(CUP)).isEqualTo(6);
    }

    @Test
    void write_conflictThrottleOverloadMaintenance_changeNothing() throws IOException {
        fixture.fault("conflict");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Throttled.class);
        fixture.fault("throttle");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Throttled.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallThrottled.class);
        fixture.fault("unavailable");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Unavailable.class);
        fixture.maintenance();
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallUnavailable.class);
        assertThat(fixture.count(CUP)).isEqualTo(5);
    }

    @Test
    void write_lost_isInDoubtWhetherDoneOrNot() throws IOException {
        fixture.fault("loseRequest");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(InDoubt.class);
        assertThat(fixture.count(CUP)).isEqualTo(5);
        fixture.fault("loseAnswer");
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(InDoubt.class);
        assertThat(fixture.count(CUP)).isEqualTo(6);
    }

    @Test
    void write_tooFast_isThrottled() throws IOException {
        fixture.client.faults("rakuten", "{}");

        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isEqualTo(DONE);
        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isInstanceOf(Throttled.class);
    }

    @Test
    void key_expiredAndRenewed() throws IOException {
        fixture.credential("renew", "license"); // The first key is as old as the simulator.
        store.put(fixture.values(Map.of()));
        assertThat(mall.credentialLife().daysLeft(fixture.instant()).orElseThrow())
                .isBetween(89L, 90L);
        fixture.credential("expire", "license");
        assertThatThrownBy(() -> fixture.writeOne(mall, CUP, new Relative(1)))
                .isInstanceOf(CredentialExpired.class);
        fixture.credential("renew", "license");
        store.put(fixture.values(Map.of()));

        assertThat(fixture.writeOne(mall, CUP, new Relative(1))).isEqualTo(DONE);
    }

    @Test
    void orders_fromPlacedToCancelled() throws IOException {
        String number = fixture.buy(PEN, 2);
        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.numbers(mall)).containsExactly(number);
        assertThat(mall.orders(List.of(number, "gone")))
                .containsExactly(
                        new MallOrder(
                                number,
                                OrderState.HELD,
                                AdapterFixture.START,
                                fixture.instant(),
                                List.of(new MallOrderLine("1", PEN, 2)),
                                Optional.empty()));
        assertThat(mall.confirm(List.of(number))).containsExactly(DONE);
        assertThat(mall.confirm(List.of(number))).hasOnlyElementsOfType(Rejected.class);
        assertThat(state(number)).isEqualTo(OrderState.ACTIVE);
        assertThat(mall.cancel(number)).isEqualTo(DONE);
        assertThat(state(number)).isEqualTo(OrderState.ACTIVE);
        fixture.pass(Duration.ofMinutes(2));
        assertThat(state(number)).isEqualTo(OrderState.CANCELLED);
        assertThat(fixture.count(PEN)).isEqualTo(5);
        assertThat(mall.cancel(number)).isInstanceOf(Rejected.class);
    }

    @Test
    void orders_spanTooLong_isSearchedFromItsBeginning() throws IOException {
        fixture.buy(PEN, 1);
        fixture.pass(Duration.ofDays(65));
        var query =
                new OrderQuery(
                        AdapterFixture.START.minus(Duration.ofDays(1)),
                        fixture.instant(),
                        Optional.empty());

        assertThat(mall.orders(query).orders()).hasSize(1);
        assertThat(mall.orders(query).completeUpTo())
                .isEqualTo(query.from().plus(Duration.ofDays(63)));
    }

    @Test
    void orders_tooOld_areRefused() {
        Instant old = fixture.instant().minus(Duration.ofDays(740));

        assertThatThrownBy(
                        () ->
                                mall.orders(
                                        new OrderQuery(old, old.plusSeconds(1), Optional.empty())))
                .isInstanceOf(MallRefused.class);
    }

    @Test
    void orders_none_isAnEmptyPage() {
        assertThat(fixture.numbers(mall)).isEmpty();
        assertThat(mall.orders(List.of("gone"))).isEmpty();
    }

    private OrderState state(String number) {
        return mall.orders(List.of(number)).getFirst().state();
    }
}
