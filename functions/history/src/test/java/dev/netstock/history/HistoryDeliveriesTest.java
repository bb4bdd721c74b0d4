package dev.netstock.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

import dev.netstock.platform.stream.testing.TableRecords;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.model.RandomTrade;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Of records that are delivered again, in parallel batches and to killed functions, the history
 * equals that of a clean delivery. Each seed has generations of its own in one table. {@code
 * -Dtest.seed=S -Dtest.length=1} runs only seed S.
 */
class HistoryDeliveriesTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(30, 2_000);
    private static final int COMMANDS = 14;

    private final HistoryFixture fixture = HistoryFixture.open();

    @Test
    void history_withUnreliableDelivery_equalsACleanDelivery() {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            List<DynamodbStreamRecord> records =
                    HistoryFixture.records(
                            new RandomTrade(seed, Duration.ofSeconds(10)).run(COMMANDS));
            deliverUnreliably(records, new SplittableRandom(seed), 2 * seed);
            fixture.handler(fixture.tables().client(), 2 * seed + 1)
                    .handleRequest(TableRecords.event(records), TestContext.create());
        }
        Map<Integer, String> exports = fixture.export();
        assertThat(exports).hasSizeGreaterThan(SEEDS);
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            assertThat(exports.get(2 * seed))
                    .as("seed %d", seed)
                    .isEqualTo(exports.get(2 * seed + 1));
        }
        fixture.failed().close();
    }

    /** Rows of different causes come in any order, since a mapping reads them in parallel. */
    private void deliverUnreliably(
            List<DynamodbStreamRecord> records, SplittableRandom random, int generation) {
        List<DynamodbStreamRecord> left = new ArrayList<>(records);
        Collections.shuffle(left, random);
        while (!left.isEmpty()) {
            List<DynamodbStreamRecord> batch =
                    List.copyOf(left.subList(0, random.nextInt(left.size()) + 1));
            left.subList(0, batch.size()).clear();
            for (int kills = random.nextInt(3); kills > 0; kills--) {
                HistoryHandler killed = fixture.handler(mortal(random.nextInt(2)), generation);
                killed.handleRequest(TableRecords.event(batch), TestContext.withTimeLeft(510));
            }
            List<DynamodbStreamRecord> open = batch;
            while (!open.isEmpty()) {
                open = failed(open, generation);
            }
        }
    }

    /** The records to deliver again. */
    private List<DynamodbStreamRecord> failed(List<DynamodbStreamRecord> batch, int generation) {
        List<String> numbers =
                TableRecords.failures(
                        fixture.handler(fixture.tables().client(), generation)
                                .handleRequest(TableRecords.event(batch), TestContext.create()));
        return batch.stream()
                .dropWhile(record -> !numbers.contains(TableRecords.sequenceNumber(record)))
                .toList();
    }

    private static DynamoDbClient mortal(int requestsMax) {
        return LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), requestsMax));
    }
}
