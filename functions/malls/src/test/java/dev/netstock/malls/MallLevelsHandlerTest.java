package dev.netstock.malls;

import static dev.netstock.malls.testing.MallFixture.A;
import static dev.netstock.malls.testing.MallFixture.ITEM;
import static dev.netstock.malls.testing.MallFixture.MALL;
import static dev.netstock.malls.testing.MallFixture.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.EventData;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.malls.stock.NetStockLevels;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.LevelIntake;
import dev.netstock.malls.sync.MallControl;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.testing.MallFixture;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class MallLevelsHandlerTest {
    private static final String WAKE = "{\"mall\":\"rakuten\"}";

    private final MallFixture fixture = new MallFixture();
    private final MallLevelsHandler handler = handler(fixture.levels());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void handleRequest_ofALevel_storesItOverAllLocationsAndWakesTheMall() {
        fixture.connect();
        fixture.map(ITEM);
        fixture.shop().supply("A", "east", 10, 1);
        fixture.shop().supply("A", "west", 3, 1);

        assertThat(failed(level("A"))).isEmpty();

        ItemRow row = fixture.store().itemsOf(A).getFirst();
        assertThat(row.levels().get(A)).isNotNull().matches(level -> level.general() == 13);
        assertThat(fixture.sent()).containsExactly(WAKE);
    }

    @Test
    void handleRequest_withTheSampleEvent_takesItsRule() {
        fixture.connect();

        assertThat(
                        LambdaEvents.failed(
                                handler.handleRequest(
                                        LambdaEvents.read(
                                                SQSEvent.class,
                                                SampleEvents.json("mall-levels/events")),
                                        TestContext.create())))
                .isEmpty();

        assertThat(fixture.store().mall().orElseThrow().rules().sale().cap()).isEqualTo(10);
    }

    /** The function may have been killed between the rows and the wake-up. */
    @Test
    void handleRequest_ofALevelThatIsDeliveredAgain_wakesTheMallAgain() {
        fixture.connect();
        fixture.map(ITEM);
        fixture.shop().supply("A", "east", 10, 1);
        failed(level("A"));
        fixture.sent();
        fixture.shop().clock().advance(Duration.ofSeconds(30));

        assertThat(failed(level("A"))).isEmpty();

        assertThat(fixture.sent()).containsExactly(WAKE);
    }

    @Test
    void handleRequest_ofASkuThatNoMallSells_wakesNothing() {
        fixture.connect();
        fixture.shop().supply("B", "east", 10, 1);

        assertThat(failed(level("B"))).isEmpty();

        assertThat(fixture.sent()).isEmpty();
    }

    @Test
    void handleRequest_ofSkus_readsTheLevelsOfThoseThatAMallSells() {
        fixture.connect();
        fixture.map(ITEM);
        fixture.shop().supply("A", "east", 10, 1);
        fixture.shop().supply("B", "east", 10, 1);
        var http = new FaultyHttp(LocalTables.http(), (_, _) -> Fault.NONE, () -> {});
        try (DynamoDbClient netStock = LocalTables.client(http)) {
            MallLevelsHandler counted = handler(fixture.levels(netStock));

            counted.handleRequest(event(level("B")), TestContext.create());
            assertThat(http.requests()).isZero();

            counted.handleRequest(event(level("A"), level("B")), TestContext.create());
            assertThat(http.requests()).isPositive();
        }
        assertThat(fixture.store().itemsOf(A).getFirst().levels()).containsKey(A);
    }

    @Test
    void handleRequest_beforeTheMallWasConnected_storesAndWakesNothing() {
        fixture.map(ITEM);
        fixture.shop().supply("A", "east", 10, 1);

        assertThat(failed(level("A"))).isEmpty();

        assertThat(fixture.store().itemsOf(A).getFirst().levels()).isEmpty();
        assertThat(fixture.sent()).isEmpty();
    }

    @Test
    void handleRequest_ofARuleOfASaleDay_storesItAndWakesTheMall() {
        fixture.connect();

        assertThat(failed(write(new EventData.SaleModeChanged("autumn", "capped", 3, 7))))
                .isEmpty();

        assertThat(fixture.store().mall().orElseThrow().rules().sale().cap()).isEqualTo(3);
        assertThat(fixture.sent()).containsExactly(WAKE);
        assertThat(failed(write(new EventData.SaleModeChanged("autumn", "open", 9, 6)))).isEmpty();
        assertThat(fixture.store().mall().orElseThrow().rules().sale().cap()).isEqualTo(3);
    }

    @Test
    void ruleOfASaleDay_beforeTheMallIsConnected_countsFromItsConnectionOn() {
        assertThat(failed(write(new EventData.SaleModeChanged("autumn", "capped", 3, 7))))
                .isEmpty();
        assertThat(failed(write(new EventData.SaleModeChanged("summer", "open", 9, 6)))).isEmpty();
        assertThat(fixture.store().mall()).isEmpty();
        assertThat(fixture.sent()).isEmpty();

        var control = new MallControl(fixture.store(), MALL);
        assertThat(control.resume(Instant.EPOCH).rules().sale()).isEqualTo(new SaleModeRule(3, 7));
        assertThat(fixture.store().mall().orElseThrow().rules().sale().cap()).isEqualTo(3);
    }

    @Test
    void handleRequest_ofAnotherMessage_failsItAlone() {
        fixture.connect();
        fixture.map(ITEM);
        fixture.shop().supply("A", "east", 10, 1);

        assertThat(failed("{}", level("A"))).containsExactly("m-0");
        assertThat(fixture.sent()).containsExactly(WAKE);
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThat(
                        LambdaEvents.failed(
                                new MallLevelsHandler()
                                        .handleRequest(
                                                event(level("A")), TestContext.withTimeLeft(700))))
                .containsExactly("m-0");
    }

    private MallLevelsHandler handler(NetStockLevels levels) {
        return new MallLevelsHandler(
                new MallLevelsWork(
                        Map.of(MALL, new LevelIntake(fixture.store(), fixture.scheduler())),
                        levels,
                        new SyncQueue(fixture.queue()),
                        fixture.shop().clock(),
                        Parallel.NONE),
                new FailureTally());
    }

    private List<String> failed(String... bodies) {
        return LambdaEvents.failed(handler.handleRequest(event(bodies), TestContext.create()));
    }

    private static String level(String sku) {
        return write(new EventData.LevelChanged(sku, "east", 1, 1));
    }

    private static String write(EventData data) {
        return EventJson.write(
                new StockEvent("id", Instant.EPOCH, Optional.empty(), Optional.empty(), data));
    }
}
