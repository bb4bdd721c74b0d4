package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.ItemKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Hears levels, and tells of the items that turn low or recover by them. Items without settings
 * cost one read unit, and nothing else. Thread-safe.
 *
 * @param settling moves items on
 * @param parallel runs items side by side
 */
public record LevelWatch(ItemSettlement settling, Parallel parallel) {
    /**
     * Hears levels. Safe to repeat.
     *
     * @param serving the generation that tells
     * @param building the generation that is being built, if there is one: it is taken along
     * @param levels those of one item in the order in which they were told
     */
    public LevelResult hear(
            int serving, Optional<Integer> building, List<ReportedLevel> levels, Call call) {
        Map<ItemKey, List<ReportedLevel>> byItem = new LinkedHashMap<>();
        levels.forEach(
                told -> byItem.computeIfAbsent(told.item(), _ -> new ArrayList<>()).add(told));
        List<WatchedItem> watched =
                items(serving, byItem.keySet(), call).stream()
                        .filter(item -> item.thresholds().isPresent() || item.owed().isPresent())
                        .toList();
        Map<ItemKey, SettledItem> settled =
                new EachItem(parallel)
                        .settle(
                                watched,
                                item -> settling.settle(serving, item, moves(byItem, item), call));
        Set<ItemKey> left = EachItem.left(watched, settled);
        building.ifPresent(generation -> left.addAll(takeAlong(generation, settled, byItem, call)));
        return new LevelResult(
                settled.values().stream().flatMap(item -> item.told().stream()).toList(),
                watched.stream().mapToLong(item -> stale(item, byItem)).sum(),
                left);
    }

    /**
     * Takes the items of another generation along, as far as they are there. They are read after
     * those that serve are written: whoever puts one there later finds all of it in the tables.
     *
     * @return the items that could not be taken along
     */
    private Set<ItemKey> takeAlong(
            int generation,
            Map<ItemKey, SettledItem> leaders,
            Map<ItemKey, List<ReportedLevel>> levels,
            Call call) {
        Collection<WatchedItem> followers = items(generation, leaders.keySet(), call);
        Map<ItemKey, SettledItem> taken =
                new EachItem(parallel)
                        .settle(
                                followers,
                                item ->
                                        settling.settle(
                                                generation,
                                                item,
                                                follow(leaders, levels, item),
                                                call));
        return EachItem.left(followers, taken);
    }

    private Collection<WatchedItem> items(int generation, Collection<ItemKey> keys, Call call) {
        List<WatchedItem> items = new ArrayList<>();
        for (List<ItemKey> batch : Batches.of(List.copyOf(keys), WatchTable.BATCH_MAX)) {
            items.addAll(settling.items(generation, batch, call).values());
        }
        return items;
    }

    private static List<UnaryOperator<WatchedItem>> moves(
            Map<ItemKey, List<ReportedLevel>> levels, WatchedItem watched) {
        return levels.getOrDefault(watched.item(), List.of()).stream()
                .<UnaryOperator<WatchedItem>>map(
                        told -> item -> item.heard(told.level(), told.at()))
                .toList();
    }

    private static List<UnaryOperator<WatchedItem>> follow(
            Map<ItemKey, SettledItem> leaders,
            Map<ItemKey, List<ReportedLevel>> levels,
            WatchedItem follower) {
        return Optional.ofNullable(leaders.get(follower.item()))
                .<UnaryOperator<WatchedItem>>map(
                        leader ->
                                item ->
                                        item.following(
                                                leader.item(), lastTold(levels, item.item())))
                .stream()
                .toList();
    }

    private static Instant lastTold(Map<ItemKey, List<ReportedLevel>> levels, ItemKey item) {
        return levels.getOrDefault(item, List.of()).getLast().at();
    }

    private static long stale(WatchedItem item, Map<ItemKey, List<ReportedLevel>> levels) {
        long stale = 0;
        Level newest = item.level();
        for (ReportedLevel told : levels.getOrDefault(item.item(), List.of())) {
            if (told.level().isNewerThan(newest)) {
                newest = told.level();
            } else {
                stale++;
            }
        }
        return stale;
    }
}
