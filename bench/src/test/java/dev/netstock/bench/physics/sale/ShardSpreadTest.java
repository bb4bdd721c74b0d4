package dev.netstock.bench.physics.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.bench.physics.dynamodb.DynamoDb;
import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.platform.call.Backoff;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.SplittableRandom;

class ShardSpreadTest {
    @ParameterizedTest
    @CsvSource({"1, 4, 1000", "1, 64, 100000", "16, 64, 999", "3, 8, 5", "4, 200, 0"})
    void spread_givesEachItemItsShare(int from, int to, long units) {
        Market market = market(from, units);

        ShardSpread.of(market).spread(to, () -> {});
        market.time().run();

        assertThat(market.shards().open()).isEqualTo(to);
        assertThat(market.shards().items()).hasSize(to);
        assertThat(market.shards().items())
                .allMatch(item -> item.available() >= units / to / 2)
                .allMatch(item -> item.available() <= Math.max(units / to + 64, units / from));
        assertThat(market.shards().items().stream().mapToLong(StockItem::available).sum())
                .isEqualTo(units);
    }

    private static Market market(int shards, long units) {
        var random = new SplittableRandom(1);
        var time = new VirtualTime();
        var database = new DynamoDb(Physics.standard(), time, random);
        var items = new Shards(database.table(), shards, units, random);
        return new Market(
                Design.of(Protocol.Kind.TAKE_AND_CLAIM, shards),
                time,
                database,
                database.table(),
                items,
                new Books(items.items(), time),
                new VirtualRetries(time, Backoff.standard(random)),
                () -> {},
                random);
    }
}
