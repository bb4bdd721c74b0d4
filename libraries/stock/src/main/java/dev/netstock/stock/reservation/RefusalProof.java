package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.ItemTake.ShortItem;
import dev.netstock.stock.reservation.LineAssignment.Plan;
import dev.netstock.stock.reservation.LineTaker.Result;
import dev.netstock.stock.shard.SoldOutCache;
import dev.netstock.stock.shard.SoldOutCache.Evidence;
import dev.netstock.stock.shard.SoldOutCache.Wanted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/**
 * Refuses orders, each for a reason that was true at one moment: a single item said that it has too
 * few units, or two readings of several items found the same versions. Then nothing had changed
 * between them, and all units that there were can be added up. Thread-safe.
 *
 * @param looking reads what is there
 * @param sourcing tells which items may serve a line
 * @param soldOut remembers what was gone
 */
record RefusalProof(ItemReader looking, LineAssignment sourcing, SoldOutCache soldOut) {
    /**
     * Refuses what was gone a moment ago. Where lines compete, what was left is not what each may
     * have: only a look says that.
     */
    Optional<Result> atOnce(SortedMap<LineKey, Long> lines, Call call) {
        if (LineAssignment.doCompete(lines)) {
            return Optional.empty();
        }
        var shortages = new ArrayList<Shortage>();
        lines.forEach(
                (line, units) -> {
                    OptionalLong left = soldOut.refuses(wanted(line), units, call.deadline().now());
                    left.ifPresent(
                            available ->
                                    shortages.add(
                                            new Shortage(
                                                    line.sku(),
                                                    line.location(),
                                                    units,
                                                    available)));
                });
        return shortages.isEmpty()
                ? Optional.empty()
                : Optional.of(new Result.Refused(List.copyOf(shortages)));
    }

    /** Whether one of them was gone not long ago. */
    boolean mayBeGone(SortedMap<LineKey, Long> lines, Call call) {
        long now = call.deadline().now();
        return lines.keySet().stream()
                .anyMatch(line -> soldOut.evidence(wanted(line), now).isPresent());
    }

    void forget(SortedMap<LineKey, Long> lines) {
        lines.keySet().forEach(line -> soldOut.forget(wanted(line)));
    }

    /** Refuses by what single items said that have no shards. */
    Result byItems(SortedMap<LineKey, Long> lines, List<ShortItem> items, Call call) {
        Set<Sku> missing = new LinkedHashSet<>();
        Set<ItemKey> existing = new LinkedHashSet<>();
        for (ShortItem item : items) {
            if (item.exists()) {
                existing.add(item.item());
            } else {
                missing.add(item.item().sku());
            }
        }
        return unknown(missing, existing, call)
                .orElseGet(() -> new Result.Refused(shortages(lines, items)));
    }

    /** Refuses the only line by what its only item said, and remembers it. */
    Result byItems(SortedMap<LineKey, Long> lines, List<ShortItem> items, long beganAt, Call call) {
        ShortItem item = items.getFirst();
        item.found()
                .ifPresent(
                        found ->
                                soldOut.note(
                                        wanted(lines.firstKey()),
                                        new Evidence(
                                                Math.max(0, found.available()),
                                                Map.of(found.key(), found.version()),
                                                beganAt)));
        return byItems(lines, items, call);
    }

    /**
     * Refuses by what two readings found; empty if things changed in between. The items from which
     * a line without a location may be served are also those of all lines that it shares units
     * with. An order that is too wide is so by all of its items.
     */
    Optional<Result> byReadings(
            SortedMap<LineKey, Long> lines,
            Plan.Refuse refusal,
            ItemSnapshot reading,
            Optional<ItemSnapshot> before,
            Call call) {
        Set<Sku> skus = new LinkedHashSet<>();
        lines.keySet().forEach(line -> skus.add(line.sku()));
        List<LineKey> shortLines =
                refusal.shortages().stream()
                        .map(shortage -> new LineKey(shortage.sku(), shortage.location()))
                        .toList();
        boolean isProved =
                shortLines.stream().allMatch(line -> isProved(line, reading, before, call))
                        && (!refusal.isTooWide()
                                || isUnchanged(
                                        sourcing.candidates(lines.keySet()), reading, before));
        if (!isProved) {
            return Optional.empty();
        }
        Optional<Result> unknown = unknown(skus, reading.places().keySet(), call);
        if (unknown.isPresent()) {
            return unknown;
        }
        shortLines.forEach(
                line -> soldOut.note(wanted(line), reading.of(sourcing.candidates(List.of(line)))));
        return Optional.of(new Result.Refused(refusal.shortages()));
    }

    private boolean isProved(
            LineKey line, ItemSnapshot reading, Optional<ItemSnapshot> before, Call call) {
        Set<ItemKey> candidates = sourcing.candidates(List.of(line));
        return reading.isOfOneMoment(candidates)
                || isUnchanged(candidates, reading, before)
                || (before.isEmpty()
                        && soldOut.evidence(wanted(line), call.deadline().now())
                                .filter(it -> isSame(it, reading.of(candidates)))
                                .isPresent());
    }

    private static boolean isUnchanged(
            Set<ItemKey> candidates, ItemSnapshot reading, Optional<ItemSnapshot> before) {
        return before.filter(it -> isSame(it.of(candidates), reading.of(candidates))).isPresent();
    }

    private static boolean isSame(Evidence before, Evidence now) {
        return before.versions().equals(now.versions());
    }

    private static List<Shortage> shortages(SortedMap<LineKey, Long> lines, List<ShortItem> items) {
        var shortages = new ArrayList<Shortage>();
        lines.forEach(
                (line, units) ->
                        items.stream()
                                .filter(item -> serves(item.item(), line))
                                .findFirst()
                                .map(item -> Math.max(0, item.available()))
                                .ifPresent(
                                        available ->
                                                shortages.add(
                                                        new Shortage(
                                                                line.sku(),
                                                                line.location(),
                                                                units,
                                                                available))));
        return List.copyOf(shortages);
    }

    private static boolean serves(ItemKey item, LineKey line) {
        return item.sku().equals(line.sku())
                && line.location().map(item.location()::equals).orElse(true);
    }

    /** The SKUs among these that no location has, of which one is enough to refuse the order. */
    private Optional<Result> unknown(Set<Sku> skus, Collection<ItemKey> existing, Call call) {
        List<Sku> unknown =
                skus.stream()
                        .filter(sku -> existing.stream().noneMatch(item -> item.sku().equals(sku)))
                        .filter(sku -> looking.isUnknown(sku, call))
                        .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new Result.Unknown(unknown));
    }

    private static Wanted wanted(LineKey line) {
        return new Wanted(line.sku(), line.location());
    }
}
