package dev.netstock.shards;

import static dev.netstock.shards.HotShop.HOT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.Parallel;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.shards.plan.ShardTargets;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

class PlanningTest {
    private final HotShop hot = HotShop.open();

    @Test
    void wishes_whenManyComeAtOnce_areAllHeardAndTheNewestSettingsCount() {
        ShardTargets planning = hot.planning();
        Parallel.upTo(8)
                .run(
                        IntStream.rangeClosed(1, 20)
                                .<Supplier<ShardPlan>>mapToObj(
                                        version ->
                                                () ->
                                                        planning.pin(
                                                                HOT,
                                                                Optional.of(version),
                                                                version,
                                                                Shop.call()))
                                .toList());
        planning.atLeast(HOT, 7, Shop.call());
        assertThat(planning.of(HOT.sku(), Shop.call()))
                .singleElement()
                .satisfies(
                        plan -> {
                            assertThat(plan.wish().pinned()).contains(20);
                            assertThat(plan.wish().settingsVersion()).isEqualTo(20);
                            assertThat(plan.wish().atLeast()).isEqualTo(7);
                        });
    }

    @Test
    void wishes_whenRequestsFailOrTheirAnswersAreLost_areHeardNevertheless() {
        long seed = Long.getLong("planning.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var faults =
                List.of(
                        Fault.NONE,
                        Fault.NONE,
                        Fault.THROTTLED,
                        Fault.TIMEOUT_AFTER_COMMIT,
                        Fault.INTERNAL_ERROR);
        var client =
                LocalTables.client(
                        new FaultyHttp(
                                LocalTables.http(),
                                (_, _) -> faults.get(random.nextInt(faults.size())),
                                () -> {}));
        ShardTargets planning = DynamoShards.planning(client, hot.table(), (_, _) -> {});
        for (int version = 1; version <= 30; version++) {
            planning.pin(HOT, Optional.of(version), version, Shop.call());
            assertThat(hot.planning().of(HOT.sku(), Shop.call()).getFirst().wish().pinned())
                    .as("seed %d", seed)
                    .contains(version);
        }
    }
}
