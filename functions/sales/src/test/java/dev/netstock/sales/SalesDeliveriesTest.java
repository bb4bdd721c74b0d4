package dev.netstock.sales;

import static dev.netstock.sales.Events.line;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.Deliveries;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.projection.Projection;
import dev.netstock.projection.ProjectionConsumer;
import dev.netstock.sales.figures.SalesRecorder;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.model.RandomTrade;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * With unreliable delivery and killed functions, the sales equal those of a clean delivery. Each
 * seed has generations of its own in one table. {@code -Dtest.seed=S -Dtest.length=1} runs only
 * seed S.
 */
class SalesDeliveriesTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(30, 2_000);
    private static final int COMMANDS = 14;

    private final SalesFixture fixture = SalesFixture.open();

    @Test
    void sales_withUnreliableDelivery_equalACleanDelivery() {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            List<StockEvent> events = events(seed);
            deliver(events, Deliveries.unreliable(seed), 2 * seed);
            deliver(events, Deliveries.clean(), 2 * seed + 1);
        }
        Map<Integer, String> exports = fixture.export();
        assertThat(exports).hasSizeGreaterThan(SEEDS);
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            assertThat(exports.get(2 * seed))
                    .as("seed %d", seed)
                    .isEqualTo(exports.get(2 * seed + 1));
        }
    }

    @Test
    void poisonMessage_amongAThousand_isDeadLetteredAlone_andCountedAfterTheFix() {
        var deliveries = Deliveries.settingAsideAfter(5);
        for (int i = 0; i < 1_000; i++) {
            StockEvent event = Events.reserved("o" + i, "pos", line("A", "east", 1));
            deliveries.send(EventJson.write(event));
        }
        SalesRecorder sales =
                fixture.over(
                                fixture.tables().client(),
                                FixedGenerations.reader(1),
                                new FailureTally())
                        .recorder();

        deliveries.deliverAll(
                (event, context, _) -> brokenBy("order#o500#0001", sales).answer(event, context));

        assertThat(deliveries.deadLetters())
                .singleElement()
                .extracting(SQSMessage::getBody, as(InstanceOfAssertFactories.STRING))
                .contains("order#o500#0001");
        assertThat(fixture.total("")).isEqualTo("999 999 0");

        deliveries.redrive();
        deliveries.deliverAll((event, context, _) -> brokenBy("", sales).answer(event, context));

        assertThat(deliveries.deadLetters()).isEmpty();
        assertThat(fixture.total("")).isEqualTo("1000 1000 0");
    }

    /** The function with a bug: it fails at one event. */
    private static QueueFunction<ReceivedEvent> brokenBy(String poison, SalesRecorder sales) {
        Projection broken =
                (generation, events, call) -> {
                    if (events.stream().anyMatch(event -> event.id().equals(poison))) {
                        throw new IllegalStateException("poison");
                    }
                    return sales.apply(generation, events, call);
                };
        return new QueueFunction<>(
                "recordSales",
                EventJson::readMessage,
                new ProjectionConsumer(FixedGenerations.reader(1), broken),
                new Telemetry("sales", new FailureTally()));
    }

    private void deliver(List<StockEvent> events, Deliveries deliveries, int generation) {
        events.forEach(event -> deliveries.send(EventJson.write(event)));
        SalesHandler immortal = handler(fixture.tables().client(), generation);
        deliveries.deliverAll(
                (event, context, requestsMax) ->
                        (requestsMax == Deliveries.FOR_EVER
                                        ? immortal
                                        : handler(mortal(requestsMax), generation))
                                .handleRequest(event, context));
    }

    private SalesHandler handler(DynamoDbClient client, int generation) {
        var failures = new FailureTally();
        return new SalesHandler(
                fixture.over(client, FixedGenerations.reader(generation), failures), failures);
    }

    private static DynamoDbClient mortal(int requestsMax) {
        return LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), requestsMax));
    }

    private static List<StockEvent> events(long seed) {
        return new RandomTrade(seed, Duration.ofSeconds(10))
                .run(COMMANDS).stream().flatMap(delta -> StockEvents.of(delta).stream()).toList();
    }
}
