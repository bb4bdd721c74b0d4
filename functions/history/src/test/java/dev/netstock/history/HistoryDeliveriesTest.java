package dev.netstock.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.testing.Deliveries;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.model.RandomTrade;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * With unreliable delivery and killed functions, the history equals that of a clean delivery. Each
 * seed has generations of its own in one table. {@code -Dtest.seed=S -Dtest.length=1} runs only
 * seed S.
 */
class HistoryDeliveriesTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(30, 2_000);
    private static final int COMMANDS = 14;

    private final HistoryFixture fixture = HistoryFixture.open();

    @Test
    void history_withUnreliableDelivery_equalsACleanDelivery() {
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

    private static List<StockEvent> events(long seed) {
        return HistoryFixture.events(new RandomTrade(seed, Duration.ofSeconds(10)).run(COMMANDS));
    }

    private void deliver(List<StockEvent> events, Deliveries deliveries, int generation) {
        events.forEach(event -> deliveries.send(EventJson.write(event)));
        HistoryHandler immortal = fixture.handler(fixture.tables().client(), generation);
        deliveries.deliverAll(
                (event, context, requestsMax) ->
                        (requestsMax == Deliveries.FOR_EVER
                                        ? immortal
                                        : fixture.handler(mortal(requestsMax), generation))
                                .handleRequest(event, context));
    }

    private static DynamoDbClient mortal(int requestsMax) {
        return LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), requestsMax));
    }
}
