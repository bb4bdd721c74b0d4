package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Processes reported levels, and publishes the crossings that they cause. A level of an item
 * without settings costs one read unit and nothing else. Thread-safe.
 */
public final class LevelWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LevelWatch.class);

    private final WatchedItems items;
    private final Parallel parallel;

    public LevelWatch(WatchedItems items, Parallel parallel) {
        this.items = items;
        this.parallel = parallel;
    }

    /**
     * Processes levels. Safe to repeat.
     *
     * @param serving the generation that publishes
     * @param building the generation that is being built, if there is one: its items are updated
     *     after those that serve
     * @param levels the levels; those of one item in the order in which they were reported
     */
    public LevelResult process(
            int serving, Optional<Integer> building, List<ReportedLevel> levels, Call call) {
        Map<ItemKey, List<ReportedLevel>> byItem = new LinkedHashMap<>();
        levels.forEach(
                level -> byItem.computeIfAbsent(level.item(), _ -> new ArrayList<>()).add(level));
        List<WatchedItem> watched =
                read(serving, byItem.keySet(), call).stream()
                        .filter(item -> item.thresholds().isPresent() || item.owed().isPresent())
                        .toList();
        Map<ItemKey, UpdatedItem> updated =
                updateAll(
                        watched, item -> items.update(serving, item, changes(byItem, item), call));
        Set<ItemKey> failed = missing(watched, updated);
        building.ifPresent(generation -> failed.addAll(follow(generation, updated, byItem, call)));
        return new LevelResult(
                updated.values().stream().flatMap(item -> item.published().stream()).toList(),
                watched.stream().mapToLong(item -> stale(item, byItem)).sum(),
                failed);
    }

    /**
     * Updates the items of another generation that already exist. They are read after the serving
     * items are written, so a rebuild that creates an item later reads the result from the tables.
     *
     * @return the items that could not be updated
     */
    private Set<ItemKey> follow(
            int generation,
            Map<ItemKey, UpdatedItem> leaders,
            Map<ItemKey, List<ReportedLevel>> levels,
            Call call) {
        Collection<WatchedItem> followers = read(generation, leaders.keySet(), call);
        return missing(
                followers,
                updateAll(
                        followers,
                        follower ->
                                items.update(
                                        generation,
                                        follower,
                                        changes(leaders, levels, follower),
                                        call)));
    }

    private Collection<WatchedItem> read(int generation, Collection<ItemKey> keys, Call call) {
        List<WatchedItem> found = new ArrayList<>();
        for (List<ItemKey> batch : Batches.of(List.copyOf(keys), WatchTable.BATCH_MAX)) {
            found.addAll(items.items(generation, batch, call).values());
        }
        return found;
    }

    /** Updates items in parallel. An item that is not updated in time is missing in the result. */
    private Map<ItemKey, UpdatedItem> updateAll(
            Collection<WatchedItem> all, Function<WatchedItem, UpdatedItem> update) {
        Map<ItemKey, UpdatedItem> updated = new HashMap<>();
        parallel.run(
                        all.stream()
                                .<Supplier<Optional<UpdatedItem>>>map(
                                        item -> () -> inTime(item, update))
                                .toList())
                .forEach(done -> done.ifPresent(item -> updated.put(item.item().item(), item)));
        return updated;
    }

    private static Optional<UpdatedItem> inTime(
            WatchedItem item, Function<WatchedItem, UpdatedItem> update) {
        try {
            return Optional.of(update.apply(item));
        } catch (RetryLaterException e) {
            LOG.warn("Item {} was not updated in time", item.item(), e);
            return Optional.empty();
        }
    }

    private static Set<ItemKey> missing(
            Collection<WatchedItem> all, Map<ItemKey, UpdatedItem> updated) {
        Set<ItemKey> missing = new HashSet<>();
        all.forEach(item -> missing.add(item.item()));
        missing.removeAll(updated.keySet());
        return missing;
    }

    private static List<UnaryOperator<WatchedItem>> changes(
            Map<ItemKey, List<ReportedLevel>> levels, WatchedItem watched) {
        return levels.getOrDefault(watched.item(), List.of()).stream()
                .<UnaryOperator<WatchedItem>>map(
                        reported -> item -> item.withReport(reported.level(), reported.at()))
                .toList();
    }

    private static List<UnaryOperator<WatchedItem>> changes(
            Map<ItemKey, UpdatedItem> leaders,
            Map<ItemKey, List<ReportedLevel>> levels,
            WatchedItem follower) {
        UpdatedItem leader = leaders.get(follower.item());
        if (leader == null) {
            return List.of();
        }
        Instant lastReport = levels.getOrDefault(follower.item(), List.of()).getLast().at();
        return List.of(item -> item.follow(leader.item(), lastReport));
    }

    private static long stale(WatchedItem item, Map<ItemKey, List<ReportedLevel>> levels) {
        long stale = 0;
        Level newest = item.level();
        for (ReportedLevel reported : levels.getOrDefault(item.item(), List.of())) {
            if (reported.level().isNewerThan(newest)) {
                newest = reported.level();
            } else {
                stale++;
            }
        }
        return stale;
    }
}
