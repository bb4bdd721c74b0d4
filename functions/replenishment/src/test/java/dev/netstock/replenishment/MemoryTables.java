package dev.netstock.replenishment;

import static java.util.Objects.requireNonNull;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.CallFailure.Kind;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.replenishment.watch.CrossingListener;
import dev.netstock.replenishment.watch.ItemSettlement;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.replenishment.watch.WatchTable;
import dev.netstock.replenishment.watch.WatchedItem;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The table of what is watched, in memory, and everybody who is told: for tests that need thousands
 * of deliveries. It is as strict as DynamoDB about what stood before. Thread-safe.
 */
final class MemoryTables {
    private final Map<String, WatchedItem> items = new TreeMap<>();
    private final Map<String, ThresholdCrossing> turns = new TreeMap<>();
    private final Map<Sku, SkuSettings> settings = new HashMap<>();
    private final Map<String, StockEvent> told = new TreeMap<>();

    /** The items of a generation. */
    synchronized List<WatchedItem> items(int generation) {
        List<WatchedItem> found = new ArrayList<>();
        items.forEach(
                (key, item) -> {
                    if (key.startsWith(generation + "#")) {
                        found.add(item);
                    }
                });
        return found;
    }

    /** The turns on record. */
    synchronized List<ThresholdCrossing> turns() {
        return List.copyOf(turns.values());
    }

    /** What was told, by its id. */
    synchronized Map<String, StockEvent> told() {
        return new TreeMap<>(told);
    }

    /** Moves items on, for somebody who lives for so many requests. */
    ItemSettlement settling(int requestsMax) {
        var life = new Life(new AtomicInteger(requestsMax));
        var backoff =
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new SplittableRandom(1));
        return new ItemSettlement(
                new Table(life), telling(life), new Retries(backoff, _ -> {}, (_, _) -> {}));
    }

    private CrossingListener telling(Life life) {
        return (turn, _) -> {
            for (StockEvent event : turn.events()) {
                life.spendOrGiveUp();
                tell(turn, event);
            }
        };
    }

    private synchronized void tell(ThresholdCrossing turn, StockEvent event) {
        if (!turn.equals(turns.get(key(turn.item(), turn.number())))) {
            throw new AssertionError("A turn was told that is not on record");
        }
        StockEvent before = told.putIfAbsent(event.id(), event);
        if (before != null && !before.equals(event)) {
            throw new AssertionError("Two events of one id: " + before + " and " + event);
        }
    }

    private static String key(ItemKey item, long number) {
        return "%s#%s#%06d".formatted(item.sku(), item.location(), number);
    }

    private static String key(int generation, ItemKey item) {
        return generation + "#" + item.sku() + "#" + item.location();
    }

    /** What is left of somebody's life, in requests. */
    private record Life(AtomicInteger left) {
        void spend() {
            if (left.getAndUpdate(requests -> Math.max(0, requests - 1)) == 0) {
                throw new CallFailure(Kind.NOT_SENT);
            }
        }

        void spendOrGiveUp() {
            try {
                spend();
            } catch (CallFailure e) {
                throw new RetryLaterException("nobody answers", Duration.ZERO, e);
            }
        }
    }

    private final class Table implements WatchTable {
        private final Life life;

        Table(Life life) {
            this.life = life;
        }

        @Override
        public BatchAnswer<ItemKey, WatchedItem> items(int generation, List<ItemKey> keys) {
            life.spend();
            synchronized (MemoryTables.this) {
                return new BatchAnswer<>(
                        keys.stream()
                                .map(item -> items.get(key(generation, item)))
                                .filter(Objects::nonNull)
                                .toList(),
                        List.of());
            }
        }

        @Override
        public boolean write(int generation, WatchedItem before, WatchedItem after) {
            life.spend();
            synchronized (MemoryTables.this) {
                String key = key(generation, before.item());
                WatchedItem standing = items.getOrDefault(key, WatchedItem.unknown(before.item()));
                return standing.equals(before) && put(key, after);
            }
        }

        private boolean put(String key, WatchedItem after) {
            items.put(key, after);
            return true;
        }

        @Override
        public ThresholdCrossing record(ThresholdCrossing turn) {
            life.spend();
            synchronized (MemoryTables.this) {
                turns.putIfAbsent(key(turn.item(), turn.number()), turn);
                return requireNonNull(turns.get(key(turn.item(), turn.number())));
            }
        }

        @Override
        public long turns(ItemKey item) {
            life.spend();
            synchronized (MemoryTables.this) {
                return turns.values().stream().filter(turn -> turn.item().equals(item)).count();
            }
        }

        @Override
        public Optional<SkuSettings> settings(Sku sku) {
            life.spend();
            synchronized (MemoryTables.this) {
                return Optional.ofNullable(settings.get(sku));
            }
        }

        @Override
        public boolean write(SkuSettings next) {
            life.spend();
            synchronized (MemoryTables.this) {
                long version =
                        settings.getOrDefault(next.sku(), SkuSettings.none(next.sku())).version();
                if (version != next.version() - 1) {
                    return false;
                }
                settings.put(next.sku(), next);
                return true;
            }
        }
    }
}
