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
 * Refuses orders, each for a shortage that was true at one moment. Either a single item had too few
 * units, or two readings of several items found the same versions: then nothing changed between
 * them, and the units that they found can be added up. Thread-safe.
 */
final class RefusalProof {
    private final ItemReader reader;
    private final SoldOutCache soldOut;

    /**
     * @param reader reads items
     * @param soldOut earlier proofs
     */
    RefusalProof(ItemReader reader, SoldOutCache soldOut) {
        this.reader = reader;
        this.soldOut = soldOut;
    }

    /**
     * Refuses an order by recent proofs. Lines that compete are never refused this way: the cached
     * total does not say how much each of them can have. The caller counts the refusal if it
     * stands.
     */
    Optional<Result.Refused> fromCache(SortedMap<LineKey, Long> lines, Seller seller, Call call) {
        if (LineAssignment.hasCompetingLines(lines)) {
            return Optional.empty();
        }
        var shortages = new ArrayList<Shortage>();
        lines.forEach(
                (line, units) -> {
                    OptionalLong left =
                            soldOut.refuses(wanted(line, seller), units, call.deadline().now());
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

    /** Counts the units of a refusal from the cache. */
    Result counted(Result.Refused refused) {
        soldOut.count(refused.shortages().stream().mapToLong(Shortage::requested).sum());
        return refused;
    }

    /** Whether a SKU of the order was sold out within the last minute. */
    boolean mayBeSoldOut(SortedMap<LineKey, Long> lines, Seller seller, Call call) {
        long now = call.deadline().now();
        return lines.keySet().stream()
                .anyMatch(line -> soldOut.evidence(wanted(line, seller), now).isPresent());
    }

    void forget(SortedMap<LineKey, Long> lines, Seller seller) {
        lines.keySet().forEach(line -> soldOut.forget(wanted(line, seller)));
    }

    /** Refuses an order because of short items, each the only one of its SKU and location. */
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

    /** Refuses the only line of an order because its only item is short, and caches the proof. */
    Result byItem(
            SortedMap<LineKey, Long> lines,
            Seller seller,
            ShortItem item,
            long beganAt,
            Call call) {
        item.found()
                .ifPresent(
                        found ->
                                soldOut.note(
                                        wanted(lines.firstKey(), seller),
                                        new Evidence(
                                                Math.max(0, item.available()),
                                                Map.of(found.key(), found.version()),
                                                beganAt)));
        return byItems(lines, List.of(item), call);
    }

    /**
     * Refuses an order because of two readings; empty if items changed between them. The candidates
     * of a line without a location include those of all lines that it shares units with. Whether an
     * order is too wide depends on the items of all its lines.
     */
    Optional<Result> byReadings(
            SortedMap<LineKey, Long> lines,
            Sourcing sourcing,
            Plan.Refuse refusal,
            ItemSnapshot snapshot,
            Optional<ItemSnapshot> before,
            Call call) {
        var assignment = new LineAssignment(sourcing);
        Set<Sku> skus = new LinkedHashSet<>();
        lines.keySet().forEach(line -> skus.add(line.sku()));
        List<LineKey> shortLines =
                refusal.shortages().stream()
                        .map(shortage -> new LineKey(shortage.sku(), shortage.location()))
                        .toList();
        boolean isProved =
                shortLines.stream()
                                .allMatch(line -> isProved(line, sourcing, snapshot, before, call))
                        && (!refusal.isTooWide()
                                || isUnchanged(
                                        assignment.candidates(lines.keySet()), snapshot, before));
        if (!isProved) {
            return Optional.empty();
        }
        Optional<Result> unknown = unknown(skus, snapshot.places().keySet(), call);
        if (unknown.isPresent()) {
            return unknown;
        }
        shortLines.forEach(
                line ->
                        soldOut.note(
                                wanted(line, sourcing.seller()),
                                snapshot.evidence(assignment.candidates(List.of(line)))));
        return Optional.of(new Result.Refused(refusal.shortages()));
    }

    private boolean isProved(
            LineKey line,
            Sourcing sourcing,
            ItemSnapshot snapshot,
            Optional<ItemSnapshot> before,
            Call call) {
        Set<ItemKey> candidates = new LineAssignment(sourcing).candidates(List.of(line));
        return candidates.isEmpty()
                || snapshot.isSingleItem(candidates)
                || isUnchanged(candidates, snapshot, before)
                || (before.isEmpty()
                        && soldOut.evidence(wanted(line, sourcing.seller()), call.deadline().now())
                                .filter(it -> isSame(it, snapshot.evidence(candidates)))
                                .isPresent());
    }

    private static boolean isUnchanged(
            Set<ItemKey> candidates, ItemSnapshot snapshot, Optional<ItemSnapshot> before) {
        return before.filter(it -> isSame(it.evidence(candidates), snapshot.evidence(candidates)))
                .isPresent();
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

    /** Refuses the order if a SKU of it has no item at any location. */
    private Optional<Result> unknown(Set<Sku> skus, Collection<ItemKey> existing, Call call) {
        List<Sku> unknown =
                skus.stream()
                        .filter(sku -> existing.stream().noneMatch(item -> item.sku().equals(sku)))
                        .filter(sku -> reader.isUnknown(sku, call))
                        .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new Result.Unknown(unknown));
    }

    private static Wanted wanted(LineKey line, Seller seller) {
        return new Wanted(line.sku(), line.location(), seller.channel(), seller.group());
    }
}
