package dev.netstock.stock.reservation;

import dev.netstock.stock.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.ItemTake.ShortItem;
import dev.netstock.stock.reservation.Shelf.Result;
import dev.netstock.stock.shard.SoldOutMemory;
import dev.netstock.stock.shard.SoldOutMemory.Evidence;
import dev.netstock.stock.shard.SoldOutMemory.Wanted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Refuses orders, each for a reason that was true at one moment: a single item said that it has too
 * few units, or two readings of several items found the same versions. Then nothing had changed
 * between them, and all units that there were can be added up. Thread-safe.
 *
 * @param looking reads what is there
 * @param sourcing tells which items may serve a line
 * @param soldOut remembers what was gone
 */
record Refusing(Looking looking, Sourcing sourcing, SoldOutMemory soldOut) {
    /** Refuses what was gone a moment ago. */
    Optional<Result> atOnce(Map<LineKey, Long> lines, Call call) {
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
    boolean mayBeGone(Map<LineKey, Long> lines, Call call) {
        long now = call.deadline().now();
        return lines.keySet().stream()
                .anyMatch(line -> soldOut.evidence(wanted(line), now).isPresent());
    }

    void forget(Map<LineKey, Long> lines) {
        lines.keySet().forEach(line -> soldOut.forget(wanted(line)));
    }

    /** Refuses by what single items said that have no shards. */
    Result byItems(Map<LineKey, Long> lines, List<ShortItem> items, Call call) {
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
    Result byItems(Map<LineKey, Long> lines, List<ShortItem> items, long beganAt, Call call) {
        ShortItem item = items.getFirst();
        item.found()
                .ifPresent(
                        found ->
                                soldOut.note(
                                        wanted(lines.keySet().iterator().next()),
                                        new Evidence(
                                                Math.max(0, found.available()),
                                                Map.of(found.key(), found.version()),
                                                beganAt)));
        return byItems(lines, items, call);
    }

    /** Refuses by what two readings found; empty if things changed in between. */
    Optional<Result> byReadings(
            Map<LineKey, Long> lines,
            List<Shortage> shortages,
            Reading reading,
            Optional<Reading> before,
            Call call) {
        Set<Sku> skus = new LinkedHashSet<>();
        lines.keySet().forEach(line -> skus.add(line.sku()));
        for (Shortage shortage : shortages) {
            if (!isProved(
                    new LineKey(shortage.sku(), shortage.location()), reading, before, call)) {
                return Optional.empty();
            }
        }
        return unknown(skus, reading.places().keySet(), call)
                .or(() -> Optional.of(new Result.Refused(shortages)));
    }

    private boolean isProved(LineKey line, Reading reading, Optional<Reading> before, Call call) {
        Set<ItemKey> candidates = sourcing.candidates(List.of(line));
        Evidence evidence = reading.of(candidates);
        boolean isProved =
                reading.isOfOneMoment(candidates)
                        || before.map(it -> it.of(candidates))
                                .or(() -> soldOut.evidence(wanted(line), call.deadline().now()))
                                .filter(it -> it.versions().equals(evidence.versions()))
                                .isPresent();
        if (isProved && !evidence.versions().isEmpty()) {
            soldOut.note(wanted(line), evidence);
        }
        return isProved;
    }

    private static List<Shortage> shortages(Map<LineKey, Long> lines, List<ShortItem> items) {
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
