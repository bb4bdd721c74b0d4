package dev.netstock.ledger.norewind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.sync.FaultySync;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/**
 * A sale at full load, with movements and syncs running all the time. {@code -Dtest.seed=S} changes
 * the seed.
 */
class NoRewindTest {
    private static final int ORDERS = Length.of(300, 20_000);
    private static final long SEED = Seed.or(20_191_208);

    @Test
    void sync_byDifference_neverRewinds() {
        try (World world = World.open(SEED)) {
            var sync = sync(world, "sync-1");
            sync.finish();
            var observer = new Observer(world);
            var postman = new EventDelivery(world);
            Buyers buyers =
                    sell(
                            world,
                            postman,
                            List.of(sync::round, sync(world, "sync-2")::round),
                            () -> observer.next().forEach(NoRewindTest::conserved));

            settle(world, observer, postman);
            sync.finish();
            observer.next().forEach(NoRewindTest::conserved);

            assertThat(netStock(world)).isEqualTo(ledger(world));
            assertThat(oversold(world)).isZero();
            print("by difference", world, buyers, observer);
        }
    }

    @Test
    void sync_thatOverwritesAvailable_oversells() {
        try (World world = World.open(SEED)) {
            sync(world, "sync-1").finish();
            var naive = new NaiveSync(world);
            var observer = new Observer(world);
            var postman = new EventDelivery(world);
            Buyers buyers = sell(world, postman, List.of(naive::round), observer::next);

            settle(world, observer, postman);

            print("naive", world, buyers, observer);
            assertThat(oversold(world)).isPositive();
        }
    }

    private static FaultySync sync(World world, String name) {
        return new FaultySync(
                world.ledger(), world.shop(), world::killedAfter, world.randomOf(name));
    }

    private static Buyers sell(
            World world, EventDelivery postman, List<Runnable> syncs, Runnable observation) {
        Buyers buyers = Buyers.of(world, ORDERS);
        var warehouse = new Warehouse(world);
        try (var threads = new Threads()) {
            threads.work(() -> buyers.buy("buyer-1"));
            threads.work(() -> buyers.buy("buyer-2"));
            threads.work(() -> buyers.buy("buyer-3"));
            threads.repeat(Duration.ofMillis(200), postman::round);
            threads.repeat(Duration.ofMillis(5), warehouse::round);
            threads.repeat(Duration.ofMillis(100), observation);
            syncs.forEach(sync -> threads.repeat(Duration.ofMillis(20), sync));
            threads.join();
        }
        return buyers;
    }

    /** Undoes unclaimed takes, and delivers all events to the ledger. */
    private static void settle(World world, Observer observer, EventDelivery postman) {
        observer.next();
        assertThat(world.shop().stock().sweepFlow().sweepAll(observer.takes(), Shop.call()).left())
                .isEmpty();
        postman.finish();
    }

    private static void conserved(StockItem item) {
        assertThat(item.available())
                .as("%s, seed %d", item, SEED)
                .isEqualTo(item.supply().orElseThrow().supply() - item.reserved())
                .isNotNegative();
    }

    /** Both sides of each SKU: supply, and what orders took. */
    private static List<String> netStock(World world) {
        return world.shop().items().stream()
                .map(
                        item ->
                                "%s %d %d"
                                        .formatted(
                                                item.key().sku().value(),
                                                item.supply().orElseThrow().supply(),
                                                item.reserved()))
                .sorted()
                .toList();
    }

    private static List<String> ledger(World world) {
        return world.ledger().rows("SELECT sku, supply, taken FROM net_stock").stream()
                .sorted()
                .toList();
    }

    /** The units that were oversold. */
    private static long oversold(World world) {
        return world.ledger()
                .number("SELECT coalesce(sum(greatest(0, taken - supply)), 0) FROM net_stock");
    }

    private static void print(String sync, World world, Buyers buyers, Observer observer) {
        System.out.printf(
                ">> %s sync, seed %d: %d orders, %d accepted; supply %d, taken %d, oversold %d; %d"
                        + " writes looked at, %d functions killed%n",
                sync,
                SEED,
                ORDERS,
                buyers.accepted().get(),
                world.ledger().number("SELECT sum(supply) FROM net_stock"),
                world.ledger().number("SELECT sum(taken) FROM net_stock"),
                oversold(world),
                observer.images(),
                world.kills().get());
    }
}
