package dev.netstock.stock.supply;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.testing.Crowd;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

class SupplyApplierTest {
    private final Shop shop = Shop.open();

    @Test
    void apply_whenTheItemIsNew_createsIt() {
        assertThat(shop.supply("tape", "east", 5, 7)).isEqualTo(new SupplyOutcome.Applied(5, 5));
        assertThat(shop.stockOf("tape", "east").ledgerVersion()).isEqualTo(7);
    }

    @Test
    void apply_whenUnitsAreReserved_changesAvailableByTheDifference() {
        shop.supply("tape", "east", 5, 1);
        shop.reserve("A-1", line("tape", "east", 2));

        assertThat(shop.supply("tape", "east", 9, 2)).isEqualTo(new SupplyOutcome.Applied(4, 7));
        assertClean();
    }

    @Test
    void apply_whenTheVersionIsOlderOrEqual_changesNothing() {
        shop.supply("tape", "east", 5, 2);

        assertThat(shop.supply("tape", "east", 9, 2))
                .isEqualTo(new SupplyOutcome.AlreadyApplied(2));
        assertThat(shop.supply("tape", "east", 9, 1))
                .isEqualTo(new SupplyOutcome.AlreadyApplied(2));
        assertThat(shop.available("tape", "east")).isEqualTo(5);
        assertClean();
    }

    @Test
    void apply_whenMoreIsSoldThanTheNewSupply_fallsBelowZero() {
        shop.supply("tape", "east", 5, 1);
        shop.reserve("A-1", line("tape", "east", 4));

        assertThat(shop.supply("tape", "east", 3, 2)).isEqualTo(new SupplyOutcome.Applied(-2, -1));
    }

    @Test
    void apply_ofSeveralVersionsOfOneItemInOneCall_appliesTheNewest() {
        var outcomes =
                shop.stock()
                        .supplyApplier()
                        .apply(
                                List.of(change(3, 1), change(8, 3), change(5, 2), change(8, 3)),
                                Shop.call());

        assertThat(outcomes)
                .containsExactly(
                        new SupplyOutcome.AlreadyApplied(3),
                        new SupplyOutcome.Applied(8, 8),
                        new SupplyOutcome.AlreadyApplied(3),
                        new SupplyOutcome.Applied(8, 8));
    }

    @Test
    void
            apply_whenVersionsComeShuffledAndTwiceFromManySides_neverRewindsAndWritesADeltaForEachThatTook() {
        long seed = 3;
        shop.supply("tape", "east", 100, 1);
        var tasks = new ArrayList<Callable<Object>>();
        LongStream.rangeClosed(2, 40)
                .forEach(
                        version -> {
                            tasks.add(() -> shop.supply("tape", "east", 100 + version, version));
                            tasks.add(() -> shop.supply("tape", "east", 100 + version, version));
                            tasks.add(
                                    () ->
                                            shop.reserve(
                                                    "order-" + version, line("tape", "east", 1)));
                        });
        Collections.shuffle(tasks, new Random(seed));

        Crowd.of(16).run(tasks);

        assertThat(shop.stockOf("tape", "east").supply().orElseThrow().supply()).isEqualTo(140);
        assertThat(shop.available("tape", "east")).isEqualTo(140 - 39);
        assertClean();
    }

    @Test
    void apply_whenTheFunctionWasKilledBeforeItsDeltaRow_writesItWithTheNextChange() {
        shop.supply("tape", "east", 5, 1);
        killedAfterTheUpdate().supply("tape", "east", 7, 2);
        assertThat(shop.deltas()).extracting(Delta::step).doesNotContain(Delta.ledgerStepKey(2));

        shop.supply("tape", "east", 8, 3);

        assertThat(shop.deltas())
                .extracting(Delta::step)
                .contains(Delta.ledgerStepKey(2), Delta.ledgerStepKey(3));
        assertClean();
    }

    private Shop killedAfterTheUpdate() {
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("UpdateItem") ? Fault.KILLED_AFTER : Fault.NONE,
                        () -> {});
        return Shop.over(shop.tables(), LocalTables.client(http), shop.clock())
                .within(Duration.ofMillis(100));
    }

    private static SupplyChange change(long supply, long ledgerVersion) {
        return new SupplyChange(new Sku("tape"), new Location("east"), supply, ledgerVersion);
    }

    private void assertClean() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }
}
