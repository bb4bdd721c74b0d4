package dev.netstock.replenishment;

import static java.util.Objects.requireNonNull;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.CallFailure.Kind;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.replenishment.watch.CrossingPublisher;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.replenishment.watch.WatchTable;
import dev.netstock.replenishment.watch.WatchedItem;
import dev.netstock.replenishment.watch.WatchedItems;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.InstantSource;
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
 * The table of watched items in memory, and a record of everything that is published, for tests
 * with thousands of deliveries. Its conditional writes are as strict as DynamoDB's. Thread-safe.
 */
final class MemoryTables {
    private final Map<String, WatchedItem> items = new TreeMap<>();
    private final Map<String, ThresholdCrossing> crossings = new TreeMap<>();
    private final Map<Sku, SkuSettings> settings = new HashMap<>();
    private final Map<String, StockEvent> published = new TreeMap<>();

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

    /** Whether the level publisher sends the levels of an item: its SKU has settings there. */
    synchronized boolean watches(ItemKey item) {
        SkuSettings stored = settings.get(item.sku());
        return stored != null && stored.items().contains(item);
    }

    /** The recorded crossings. */
    synchronized List<ThresholdCrossing> crossings() {
        return List.copyOf(crossings.values());
    }

    /** The published events by id. */
    synchronized Map<String, StockEvent> published() {
        return new TreeMap<>(published);
    }

    /** Creates the service for a process that is killed after some requests. */
    WatchedItems watchedItems(int requestsMax) {
        return watchedItems(new RequestBudget(new AtomicInteger(requestsMax)));
    }

    /**
     * Creates the service that stores settings, for a process that is killed after some requests.
     */
    ThresholdSettings settings(int requestsMax, LevelSource levels, InstantSource clock) {
        var budget = new RequestBudget(new AtomicInteger(requestsMax));
        return new ThresholdSettings(
                new Table(budget), watchedItems(budget), levels, retries(), Parallel.NONE, clock);
    }

    static Retries retries() {
        var backoff =
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new SplittableRandom(1));
        return new Retries(backoff, _ -> {}, (_, _) -> {});
    }

    private WatchedItems watchedItems(RequestBudget budget) {
        return new WatchedItems(new Table(budget), publisher(budget), retries());
    }

    private CrossingPublisher publisher(RequestBudget budget) {
        return (crossing, _) -> {
            for (StockEvent event : crossing.events()) {
                budget.spendOrTimeOut();
                publish(crossing, event);
            }
        };
    }

    private synchronized void publish(ThresholdCrossing crossing, StockEvent event) {
        if (!crossing.equals(crossings.get(key(crossing.item(), crossing.number())))) {
            throw new AssertionError("A crossing was published that is not recorded");
        }
        StockEvent before = published.putIfAbsent(event.id(), event);
        if (before != null && !before.equals(event)) {
            throw new AssertionError("Two events with one id: " + before + " and " + event);
        }
    }

    private static String key(ItemKey item, long number) {
        return "%s#%s#%06d".formatted(item.sku(), item.location(), number);
    }

    private static String key(int generation, ItemKey item) {
        return generation + "#" + item.sku() + "#" + item.location();
    }

    /** The number of requests that a process can still send. */
    private record RequestBudget(AtomicInteger left) {
        void spend() {
            if (left.getAndUpdate(requests -> Math.max(0, requests - 1)) == 0) {
                throw new CallFailure(Kind.NOT_SENT);
            }
        }

        void spendOrTimeOut() {
            try {
                spend();
            } catch (CallFailure e) {
                throw new RetryLaterException("The process was killed", Duration.ZERO, e);
            }
        }
    }

    private final class Table implements WatchTable {
        private final RequestBudget budget;

        Table(RequestBudget budget) {
            this.budget = budget;
        }

        @Override
        public BatchAnswer<ItemKey, WatchedItem> items(int generation, List<ItemKey> keys) {
            budget.spend();
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
            budget.spend();
            synchronized (MemoryTables.this) {
                String key = key(generation, before.item());
                WatchedItem stored = items.getOrDefault(key, WatchedItem.unknown(before.item()));
                return stored.equals(before) && put(key, after);
            }
        }

        private boolean put(String key, WatchedItem after) {
            items.put(key, after);
            return true;
        }

        @Override
        public ThresholdCrossing record(ThresholdCrossing crossing) {
            budget.spend();
            synchronized (MemoryTables.this) {
                crossings.putIfAbsent(key(crossing.item(), crossing.number()), crossing);
                return requireNonNull(crossings.get(key(crossing.item(), crossing.number())));
            }
        }

        @Override
        public long crossings(ItemKey item) {
            budget.spend();
            synchronized (MemoryTables.this) {
                return crossings.values().stream()
                        .filter(crossing -> crossing.item().equals(item))
                        .count();
            }
        }

        @Override
        public Optional<SkuSettings> settings(Sku sku) {
            budget.spend();
            synchronized (MemoryTables.this) {
                return Optional.ofNullable(settings.get(sku));
            }
        }

        @Override
        public boolean write(SkuSettings next) {
            budget.spend();
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
