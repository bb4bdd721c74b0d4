package dev.netstock.replenishment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.Deliveries;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.Seed;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Generations;
import dev.netstock.projection.GenerationsTable;
import dev.netstock.replenishment.watch.Level;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Levels of a few items, delivered as SQS may deliver them, to consumers that are killed: the
 * result is that of one clean delivery. {@code -Dtest.seed=SEED -Dtest.length=1} repeats a seed.
 */
class LevelDeliveriesTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(100, 5_000);
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    private static final Thresholds THRESHOLDS = new Thresholds(5, 10, 40, 25);
    private static final Location EAST = new Location("east");
    private static final List<String> SKUS = List.of("A", "B", "C", "unwatched");

    @Test
    void levels_deliveredOutOfOrderToKilledConsumers_haveTheResultOfOneCleanDelivery() {
        Output.of(
                () -> {
                    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
                        List<StockEvent> levels = levels(new SplittableRandom(seed), 12);
                        MemoryTables clean = delivered(Deliveries.clean(), levels);
                        MemoryTables unruly = delivered(Deliveries.unreliable(seed), levels);

                        assertThat(unruly.published())
                                .as("seed %d", seed)
                                .isEqualTo(clean.published());
                        assertThat(unruly.items(1)).as("seed %d", seed).isEqualTo(clean.items(1));
                        assertThat(unruly.crossings())
                                .as("seed %d", seed)
                                .isEqualTo(clean.crossings());
                        assertThat(crossings(clean))
                                .as("seed %d", seed)
                                .isEqualTo(crossings(levels));
                    }
                });
    }

    /** Between deliveries, a process that may be killed too sets the same settings, or others. */
    @Test
    void levels_whileSettingsChange_publishEachCrossingOnceAndEndWithTheCurrentLevel() {
        Output.of(
                () -> {
                    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
                        var random = new SplittableRandom(seed);
                        List<StockEvent> levels = levels(random, 12);
                        var tables = new MemoryTables();
                        watch(tables, Map.of(), Deliveries.FOR_EVER, THRESHOLDS);
                        var deliveries = Deliveries.unreliable(seed);
                        Map<ItemKey, Level> now = new HashMap<>();
                        for (StockEvent event : levels) {
                            send(deliveries, event);
                            now.put(item(event), level(event));
                            if (random.nextInt(3) == 0) {
                                setSettings(tables, now, random);
                            }
                            if (random.nextInt(3) == 0) {
                                deliver(deliveries, tables);
                            }
                        }
                        deliver(deliveries, tables);
                        watch(tables, now, Deliveries.FOR_EVER, THRESHOLDS);

                        assertEndsWithTheCurrentLevel(tables, now, seed);
                    }
                });
    }

    /**
     * The level publisher sends only levels of SKUs whose settings it sees. Settings are written
     * before its look, between look and send, and after it; it may be killed between both.
     */
    @Test
    void levels_sentOnlyWhereSettingsAreSeen_endWithTheCurrentLevel() {
        Output.of(
                () -> {
                    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
                        new LookingPublisher(seed).run();
                    }
                });
    }

    /** Net stock, its stream, and a publisher that looks at the settings. */
    private static final class LookingPublisher {
        private final int seed;
        private final SplittableRandom random;
        private final Deliveries deliveries;
        private final MemoryTables tables = new MemoryTables();
        private final Deque<StockEvent> next;
        private final Map<ItemKey, Level> now = new HashMap<>();
        private final Deque<StockEvent> stream = new ArrayDeque<>();

        /** Few, since each of them reads the current levels. */
        private int changesLeft;

        LookingPublisher(int seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.deliveries = Deliveries.unreliable(seed);
            this.next = new ArrayDeque<>(levels(random, 20));
            this.changesLeft = random.nextInt(1, 3);
        }

        void run() {
            while (!next.isEmpty()) {
                commit();
                switch (random.nextInt(5)) {
                    case 0 -> publish();
                    case 1 -> set();
                    case 2 -> deliver(deliveries, tables);
                    default -> {}
                }
            }
            while (!stream.isEmpty()) {
                publish();
            }
            deliver(deliveries, tables);
            assertEndsWithTheCurrentLevel(tables, now, seed);
        }

        /** A command changes a level. */
        private void commit() {
            if (!next.isEmpty()) {
                StockEvent event = next.remove();
                now.put(item(event), level(event));
                stream.add(event);
            }
        }

        /** Publishes some records. The record of a killed publisher stays in the stream. */
        private void publish() {
            for (int left = random.nextInt(1, 5); left > 0 && !stream.isEmpty(); left--) {
                StockEvent event = stream.element();
                boolean isWatched = tables.watches(item(event));
                if (random.nextInt(4) == 0) {
                    set();
                }
                if (isWatched) {
                    send(deliveries, event);
                }
                if (random.nextInt(4) > 0) {
                    stream.remove(event);
                }
            }
        }

        /**
         * Replaces the settings. Levels change and are published before and after they are read.
         */
        private void set() {
            if (changesLeft-- > 0) {
                watch(
                        tables,
                        (_, _) -> {
                            trade();
                            Map<ItemKey, Level> read = Map.copyOf(now);
                            trade();
                            return read;
                        },
                        Deliveries.FOR_EVER,
                        THRESHOLDS);
            }
        }

        private void trade() {
            while (random.nextBoolean()) {
                commit();
                if (!stream.isEmpty()) {
                    StockEvent event = stream.remove();
                    if (tables.watches(item(event))) {
                        send(deliveries, event);
                    }
                }
            }
        }
    }

    private static void assertEndsWithTheCurrentLevel(
            MemoryTables tables, Map<ItemKey, Level> now, int seed) {
        assertThat(tables.items(1))
                .as("seed %d", seed)
                .allSatisfy(
                        item -> {
                            Level level = now.getOrDefault(item.item(), Level.NONE);
                            assertThat(item.level()).isEqualTo(level);
                            assertThat(item.owed()).isEmpty();
                            assertThat(item.crossings()).isEqualTo(crossings(tables, item.item()));
                            if (level.version() > 0 && level.available() <= 10) {
                                assertThat(item.isLow()).isTrue();
                            }
                            if (level.available() >= 25) {
                                assertThat(item.isLow()).isFalse();
                            }
                        });
        assertThat(tables.published().values())
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        tables.crossings().stream()
                                .flatMap(crossing -> crossing.events().stream())
                                .toList());
    }

    private static long crossings(MemoryTables tables, ItemKey item) {
        List<Long> numbers =
                tables.crossings().stream()
                        .filter(crossing -> crossing.item().equals(item))
                        .map(ThresholdCrossing::number)
                        .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        Stream.iterate(1L, n -> n + 1).limit(numbers.size()).toList());
        return numbers.size();
    }

    /** Sets the same settings or others, in a process that may be killed. */
    private static void setSettings(
            MemoryTables tables, Map<ItemKey, Level> now, SplittableRandom random) {
        Thresholds other = random.nextBoolean() ? THRESHOLDS : new Thresholds(0, 20, 60, 30);
        try {
            watch(
                    tables,
                    now,
                    random.nextBoolean() ? Deliveries.FOR_EVER : random.nextInt(12),
                    other);
        } catch (RetryLaterException _) {
            // Killed: the settings may be stored or not, and applied to some items only.
        }
    }

    private static MemoryTables delivered(Deliveries deliveries, List<StockEvent> levels) {
        var tables = new MemoryTables();
        watch(tables, Map.of(), Deliveries.FOR_EVER, THRESHOLDS);
        levels.forEach(level -> send(deliveries, level));
        deliver(deliveries, tables);
        return tables;
    }

    private static void send(Deliveries deliveries, StockEvent level) {
        deliveries.send(EventJson.write(level), level.data().subject().replace('/', '#'));
    }

    private static void deliver(Deliveries deliveries, MemoryTables tables) {
        deliveries.deliverAll(
                (event, context, requestsMax) ->
                        new ReplenishmentHandler(
                                        tables.watchedItems(requestsMax),
                                        firstGeneration(),
                                        new FailureTally())
                                .handleRequest(event, context));
    }

    private static void watch(
            MemoryTables tables, Map<ItemKey, Level> levels, int requestsMax, Thresholds by) {
        watch(tables, (_, _) -> levels, requestsMax, by);
    }

    private static void watch(
            MemoryTables tables, LevelSource levels, int requestsMax, Thresholds by) {
        ThresholdSettings settings =
                tables.settings(requestsMax, levels, InstantSource.fixed(START));
        Duration timeout = Duration.ofMillis(requestsMax == Deliveries.FOR_EVER ? 20_000 : 10);
        for (String sku : SKUS.subList(0, 3)) {
            settings.replace(
                    1,
                    Optional.empty(),
                    new Sku(sku),
                    _ ->
                            new SkuSettings.Replacement(
                                    new Sku(sku), Map.of(EAST, by), Map.of(), Set.of(EAST)),
                    new Call("test", "trace", Deadline.after(timeout)));
        }
    }

    private static GenerationReader firstGeneration() {
        GenerationsTable table =
                new GenerationsTable() {
                    @Override
                    public Generations read(String projection) {
                        return Generations.FIRST;
                    }

                    @Override
                    public boolean write(String projection, Generations next) {
                        throw new UnsupportedOperationException("Consumers only read");
                    }
                };
        return new GenerationReader(
                "replenishment", table, MemoryTables.retries(), InstantSource.system());
    }

    /** Levels that cross the thresholds often, each item's in their order. */
    private static List<StockEvent> levels(SplittableRandom random, int count) {
        List<StockEvent> levels = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        for (int at = 0; at < count; at++) {
            String sku = SKUS.get(random.nextInt(SKUS.size()));
            long version = versions.merge(sku, random.nextLong(1, 4), Long::sum);
            levels.add(
                    new StockEvent(
                            "level.changed#%s#east#%d".formatted(sku, version),
                            START.plusSeconds(at),
                            Optional.empty(),
                            Optional.empty(),
                            new LevelChanged(sku, "east", random.nextLong(-3, 45), version)));
        }
        return levels;
    }

    private static ItemKey item(StockEvent event) {
        return ItemKey.of(new Sku(((LevelChanged) event.data()).sku()), EAST);
    }

    private static Level level(StockEvent event) {
        var changed = (LevelChanged) event.data();
        return new Level(changed.available(), changed.version());
    }

    /** How often each watched item crosses a threshold, by the simplest calculation. */
    private static Map<String, Long> crossings(List<StockEvent> levels) {
        Map<String, Long> crossings = new HashMap<>();
        for (StockEvent event : levels) {
            var changed = (LevelChanged) event.data();
            boolean low = crossings.getOrDefault(changed.sku(), 0L) % 2 == 1;
            if (!changed.sku().equals("unwatched")
                    && (low ? changed.available() >= 25 : changed.available() <= 10)) {
                crossings.merge(changed.sku(), 1L, Long::sum);
            }
        }
        return crossings;
    }

    private static Map<String, Long> crossings(MemoryTables tables) {
        Map<String, Long> crossings = new HashMap<>();
        tables.crossings().forEach(it -> crossings.merge(it.item().sku().value(), 1L, Long::sum));
        return crossings;
    }
}
