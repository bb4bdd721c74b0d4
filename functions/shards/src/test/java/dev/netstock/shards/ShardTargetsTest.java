package dev.netstock.shards;

import static dev.netstock.shards.HotShop.HOT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.testing.Seed;
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

class ShardTargetsTest {
    private final HotShop hot = HotShop.open();

    @Test
    void pin_concurrentlyWithSeveralVersions_keepsTheNewestSettingsAndTheMinimum() {
        ShardTargets targets = hot.targets();
        Parallel.upTo(8)
                .run(
                        IntStream.rangeClosed(1, 20)
                                .<Supplier<ShardPlan>>mapToObj(
                                        version ->
                                                () ->
                                                        targets.pin(
                                                                HOT,
                                                                Optional.of(version),
                                                                version,
                                                                Shop.call()))
                                .toList());
        targets.atLeast(HOT, 7, Shop.call());
        assertThat(targets.of(HOT.sku(), Shop.call()))
                .singleElement()
                .satisfies(
                        plan -> {
                            assertThat(plan.target().pinned()).contains(20);
                            assertThat(plan.target().settingsVersion()).isEqualTo(20);
                            assertThat(plan.target().atLeast()).isEqualTo(7);
                        });
    }

    @Test
    void pin_whenRequestsFailOrResponsesAreLost_isStored() {
        long seed = Seed.fresh();
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
        ShardTargets targets = DynamoShards.targets(client, hot.table(), (_, _) -> {});
        for (int version = 1; version <= 30; version++) {
            targets.pin(HOT, Optional.of(version), version, Shop.call());
            assertThat(hot.targets().of(HOT.sku(), Shop.call()).getFirst().target().pinned())
                    .as("seed %d", seed)
                    .contains(version);
        }
    }
}
