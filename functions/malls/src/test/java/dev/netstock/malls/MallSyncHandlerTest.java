package dev.netstock.malls;

import static dev.netstock.malls.testing.MallFixture.ITEM;
import static dev.netstock.malls.testing.MallFixture.MALL;
import static dev.netstock.malls.testing.MallFixture.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.NotConnected;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.SyncRun;
import dev.netstock.malls.testing.MallFixture;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class MallSyncHandlerTest {
    private static final String WAKE = "{\"mall\":\"rakuten\"}";
    private static final String SCHEDULED = "{\"mall\":\"rakuten\",\"schedule\":\"d32c5kdd\"}";

    private final MallFixture fixture = new MallFixture();
    private final MallSyncHandler handler = handler();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void handleRequest_ofAConnectedMall_bringsItsCountToItsTarget() {
        fixture.shop().supply("A", "east", 10, 1);
        fixture.connect();
        fixture.map(ITEM);
        fixture.mall().list(ITEM, 3);

        runs(20);

        assertThat(fixture.mall().count(ITEM)).isEqualTo(5);
        assertThat(fixture.store().mall().orElseThrow().lease().until()).isBeforeOrEqualTo(now());
    }

    @Test
    void handleRequest_ofAMallThatWasNeverConnected_doesNothing() {
        fixture.map(ITEM);

        assertThat(failed(WAKE)).isEmpty();

        assertThat(fixture.store().mall()).isEmpty();
        assertThat(fixture.mall().writes()).isEmpty();
    }

    @Test
    void handleRequest_withASignal_takesItsOrder() {
        fixture.shop().supply("A", "east", 10, 1);
        fixture.connect();
        fixture.map(ITEM);
        order("R-1", 2);

        assertThat(failed(signal("R-1"))).isEmpty();

        assertThat(fixture.store().orders(List.of("R-1"))).hasSize(1);
        assertThat(fixture.shop().stock().readReservation(new OrderId("rakuten-R-1"), Shop.call()))
                .isPresent();
    }

    /** The worker that died may have taken the signal or not, so it is delivered again. */
    @Test
    void handleRequest_whileADeadWorkerHasTheLease_failsAndLosesNothing() {
        fixture.shop().supply("A", "east", 10, 1);
        fixture.connect();
        fixture.map(ITEM);
        holdLease(Duration.ofSeconds(40));
        order("R-1", 2);

        assertThat(failed(signal("R-1"))).containsExactly("m-0");
        fixture.shop().clock().advance(MallRow.LEASE);

        assertThat(failed(signal("R-1"))).isEmpty();
        assertThat(fixture.store().orders(List.of("R-1"))).hasSize(1);
    }

    @Test
    void handleRequest_withoutAValueOfTheSecret_saysWhichAndDoesNotFail() {
        fixture.connect();
        fixture.map(ITEM);
        fixture.mall().failing(Optional.of(new NotConnected("licenseKey")));

        assertThat(failed(WAKE)).isEmpty();

        assertThat(
                        fixture.store()
                                .mall()
                                .orElseThrow()
                                .contact()
                                .lastProblem()
                                .orElseThrow()
                                .text())
                .isEqualTo("not connected: the secret has no value licenseKey");
        assertThat(fixture.sent()).isEmpty();
    }

    /** One item a second: more than a run has time for. */
    @Test
    void handleRequest_withMoreWorkThanARunHasTimeFor_wakesItselfAgain() {
        fixture.connect();
        for (int i = 0; i < 30; i++) {
            fixture.map(new MallItem("item-" + i, ""));
        }

        assertThat(failed(WAKE)).isEmpty();

        assertThat(fixture.mall().writes()).hasSizeBetween(3, 29);
        assertThat(fixture.sent()).containsExactly(WAKE);
    }

    @Test
    void handleRequest_whenAFewRowsAreLate_reportsThemOnceAMinute() {
        fixture.connect();
        for (int i = 0; i < 30; i++) {
            fixture.map(new MallItem("item-" + i, ""));
        }
        failed(SCHEDULED);
        fixture.shop().clock().advance(Duration.ofMinutes(20));

        List<String> lines = Output.of(() -> failed(SCHEDULED));

        assertThat(lines)
                .filteredOn(line -> line.contains("[[\"Service\",\"Mall\"]]"))
                .singleElement()
                .asString()
                .contains("\"Mall\":\"rakuten\"")
                .containsPattern("\"SoldOutLagSeconds\":1[0-9]{3}\\b");
        assertThat(Output.of(() -> failed(WAKE)))
                .noneMatch(line -> line.contains("SoldOutLagSeconds"));
    }

    /** So it is while every list of orders has several pages: no count is raised then. */
    @Test
    void delays_whileOrdersAreKnownButNotTheirChanges_sayHowOldThatIs() {
        fixture.connect();
        fixture.shop().clock().advance(Duration.ofMinutes(30));
        MallRow row = fixture.store().mall().orElseThrow();
        fixture.store().save(List.of(row.pulled(now(), now())));

        assertThat(delays()).containsEntry("PullAgeSeconds", 1800L);

        row = fixture.store().mall().orElseThrow();
        fixture.store().save(List.of(row.withChangesUpTo(now())));
        assertThat(delays()).isEmpty();
    }

    private Map<String, Long> delays() {
        return new MallDelays(
                        fixture.store(),
                        fixture.scheduler().settings(),
                        fixture.mall().capabilities())
                .at(now());
    }

    @Test
    void handleRequest_ofAnUnmappedOrder_keepsAndReportsIt() {
        fixture.connect();
        order("R-2", 1);

        List<String> lines = Output.of(() -> failed(signal("R-2")));

        assertThat(lines).anyMatch(line -> line.contains("\"UnmappedOrders\":1"));
        assertThat(fixture.store().unmappedOrders("", 10)).hasSize(1);
    }

    @Test
    void handleRequest_ofAMallThatIsNoLongerInTheSettings_dropsTheMessage() {
        assertThat(failed("{\"mall\":\"other\"}")).isEmpty();
    }

    @Test
    void handleRequest_ofAnotherMessage_failsItAlone() {
        fixture.connect();
        assertThat(failed("hello", WAKE)).containsExactly("m-0");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThat(
                        LambdaEvents.failed(
                                new MallSyncHandler()
                                        .handleRequest(
                                                event("{\"mall\":\"other\"}"),
                                                TestContext.withTimeLeft(700))))
                .isEmpty();
    }

    private MallSyncHandler handler() {
        Telemetry telemetry = new Telemetry("mall-sync", new FailureTally());
        ConnectedMall mall =
                new ConnectedMall(
                        fixture.mall(),
                        fixture.store(),
                        fixture.stock(),
                        fixture.scheduler(),
                        new SyncRun(
                                MallsConfig.WOKEN_EVERY,
                                fixture.shop().clock(),
                                time -> fixture.shop().clock().advance(time)),
                        fixture.shop().clock());
        Map<Channel, ConnectedMall> malls = Map.of(MALL, mall);
        return new MallSyncHandler(
                new MallSyncWork(malls, new SyncQueue(fixture.queue()), telemetry), telemetry);
    }

    private List<String> failed(String... bodies) {
        return LambdaEvents.failed(
                handler.handleRequest(event(bodies), TestContext.withTimeLeft(54_000)));
    }

    private void runs(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            assertThat(failed(SCHEDULED)).isEmpty();
            fixture.shop().clock().advance(Duration.ofMinutes(1));
        }
    }

    private void holdLease(Duration time) {
        MallRow row = fixture.store().mall().orElseThrow();
        fixture.store()
                .save(
                        List.of(
                                new MallRow(
                                        MALL,
                                        row.version(),
                                        new MallRow.Lease("dead", now().plus(time)),
                                        row.budget(),
                                        row.cursor(),
                                        row.contact(),
                                        row.rules())));
    }

    private void order(String number, long quantity) {
        fixture.mall()
                .order(
                        new MallOrder(
                                number,
                                OrderState.ACTIVE,
                                now(),
                                now(),
                                List.of(new MallOrderLine("1", ITEM, quantity)),
                                Optional.empty()));
    }

    private String signal(String number) {
        return "{\"mall\":\"rakuten\",\"signal\":{\"id\":\"s-%s\",\"number\":\"%s\",\"at\":\"%s\"}}"
                .formatted(number, number, now());
    }

    private Instant now() {
        return fixture.shop().clock().instant();
    }
}
