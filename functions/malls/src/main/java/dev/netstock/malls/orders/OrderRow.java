package dev.netstock.malls.orders;

import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.sync.Row;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The row of a mall's order with all parts that the mall split off. Pure.
 *
 * @param number of the order that was not split off
 * @param version the version that was read; 0 for a row that is not stored yet
 * @param parts what the mall last showed of each part, by number
 * @param counted the units of each mapped item that the sync's estimates have counted as sold
 * @param countedAt the order's last change that was counted
 * @param holds the reservations
 * @param command a command that is not answered yet
 * @param waits whether the order waits for units: what it was sold may come from a cancellation
 *     that is not seen yet
 * @param unmapped whether items are not mapped
 * @param taken the units of each SKU that one item of the order is: its mapping when it was first
 *     taken, which it keeps
 */
public record OrderRow(
        String number,
        long version,
        Map<String, MallOrder> parts,
        Map<MallItem, Long> counted,
        Instant countedAt,
        List<Hold> holds,
        Optional<HoldCommand> command,
        boolean waits,
        boolean unmapped,
        Map<MallItem, Map<Sku, Long>> taken)
        implements Row {
    public OrderRow {
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
        counted = Collections.unmodifiableMap(new HashMap<>(counted));
        holds = List.copyOf(holds);
        taken = Collections.unmodifiableMap(new HashMap<>(taken));
    }

    /** Of an order that was not read yet. */
    static OrderRow unread(String number) {
        return new OrderRow(
                number,
                0,
                Map.of(),
                Map.of(),
                Instant.EPOCH,
                List.of(),
                Optional.empty(),
                false,
                false,
                Map.of());
    }

    /** What the mall shows now of the order or of one of its parts; older news change nothing. */
    OrderRow seen(MallOrder order) {
        MallOrder known = parts.get(order.number());
        if (known != null && known.updatedAt().isAfter(order.updatedAt())) {
            return this;
        }
        Map<String, MallOrder> all = new HashMap<>(parts);
        all.put(order.number(), order);
        return new OrderRow(
                number, version, all, counted, countedAt, holds, command, waits, unmapped, taken);
    }

    /** When the customer ordered. */
    public Instant placedAt() {
        return parts.values().stream()
                .map(MallOrder::placedAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    Instant updatedAt() {
        return parts.values().stream()
                .map(MallOrder::updatedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Whether a command is not answered yet, or the order waits for units. */
    public boolean isUnsettled() {
        return command.isPresent() || waits;
    }

    /** Whether the mall can still change it. */
    public boolean isOpen() {
        return parts.values().stream()
                .anyMatch(
                        part ->
                                part.state() == OrderState.HELD
                                        || part.state() == OrderState.ACTIVE);
    }

    /** All items that it ever named. */
    public Set<MallItem> items() {
        Map<MallItem, Long> all = new HashMap<>(counted);
        all.putAll(placed());
        return all.keySet();
    }

    /** What was ordered of each item, cancelled or not. */
    Map<MallItem, Long> placed() {
        Map<MallItem, Long> own = quantities(false, false);
        quantities(true, false).forEach((item, units) -> own.merge(item, units, Math::max));
        return own;
    }

    /**
     * What the mall wants of each item. Parts that were split off replace their share of the order;
     * what no part names yet is still the order's.
     */
    Map<MallItem, Long> wanted() {
        Map<MallItem, Long> wanted = quantities(false, true);
        Map<MallItem, Long> splitOff = quantities(true, false);
        wanted.replaceAll((item, units) -> Math.max(0, units - splitOff.getOrDefault(item, 0L)));
        quantities(true, true).forEach((item, units) -> wanted.merge(item, units, Long::sum));
        return wanted;
    }

    private Map<MallItem, Long> quantities(boolean ofParts, boolean activeOnly) {
        Map<MallItem, Long> sum = new HashMap<>();
        for (MallOrder part : parts.values()) {
            boolean counts = !activeOnly || part.state() != OrderState.CANCELLED;
            if (part.parent().isPresent() == ofParts && counts) {
                for (MallOrderLine line : part.lines()) {
                    sum.merge(line.item(), line.quantity(), Long::sum);
                }
            }
        }
        return sum;
    }

    /** What the customer has of each item. */
    public Map<MallItem, Long> quantities() {
        return Collections.unmodifiableMap(wanted());
    }

    /** Whether an item was mapped when it was taken. */
    public boolean isTaken(MallItem item) {
        return taken.containsKey(item);
    }

    /** The units of each SKU that one item of the order is; empty if it was never taken. */
    Map<Sku, Long> sells(MallItem item) {
        return taken.getOrDefault(item, Map.of());
    }

    /**
     * The row with its next command, if what it holds is not what the mall wants.
     *
     * @param mapping of the items that the order has and that are mapped
     */
    OrderRow decided(Channel channel, Map<MallItem, Map<Sku, Long>> mapping) {
        Map<MallItem, Long> wanted = wanted();
        Map<MallItem, Map<Sku, Long>> taking = new HashMap<>(taken);
        wanted.forEach(
                (item, quantity) -> {
                    Map<Sku, Long> now = mapping.get(item);
                    if (quantity > 0 && now != null) {
                        taking.putIfAbsent(item, now);
                    }
                });
        Map<Sku, Long> missing = new TreeMap<>();
        wanted.forEach(
                (item, quantity) ->
                        taking.getOrDefault(item, Map.of())
                                .forEach(
                                        (sku, units) ->
                                                missing.merge(sku, quantity * units, Long::sum)));
        for (Hold hold : holds) {
            hold.units().forEach((sku, units) -> missing.merge(sku, -units, Long::sum));
        }
        boolean anyUnmapped =
                wanted.entrySet().stream()
                        .anyMatch(
                                entry ->
                                        entry.getValue() > 0
                                                && !taking.containsKey(entry.getKey()));
        Optional<HoldCommand> next = reserve(channel, missing).or(() -> cancel(missing));
        return new OrderRow(
                number,
                version,
                parts,
                counted,
                countedAt,
                holds,
                next,
                waits && next.isPresent(),
                anyUnmapped,
                taking);
    }

    private Optional<HoldCommand> reserve(Channel channel, Map<Sku, Long> missing) {
        Map<Sku, Long> more = new TreeMap<>(missing);
        more.values().removeIf(units -> units <= 0);
        String id = channel.value() + '-' + number;
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new HoldCommand.Reserve(
                                new OrderId(holds.isEmpty() ? id : id + '.' + (holds.size() + 1)),
                                more));
    }

    private Optional<HoldCommand> cancel(Map<Sku, Long> missing) {
        for (Hold hold : holds.reversed()) {
            Map<Sku, Long> fewer = new TreeMap<>();
            hold.units()
                    .forEach(
                            (sku, units) -> {
                                long back = Math.min(units, -missing.getOrDefault(sku, 0L));
                                if (back > 0) {
                                    fewer.put(sku, back);
                                }
                            });
            if (!fewer.isEmpty()) {
                return Optional.of(
                        new HoldCommand.Cancel(
                                hold.id(),
                                new CancellationId("mall-" + (hold.cancellations() + 1)),
                                fewer));
            }
        }
        return Optional.empty();
    }

    /** The command happened. */
    OrderRow happened() {
        List<Hold> changed = new ArrayList<>(holds);
        switch (command.orElseThrow()) {
            case HoldCommand.Reserve reserve ->
                    changed.add(new Hold(reserve.id(), reserve.units(), 0));
            case HoldCommand.Cancel cancel ->
                    changed.replaceAll(
                            hold -> hold.id().equals(cancel.id()) ? less(hold, cancel) : hold);
        }
        return new OrderRow(
                number,
                version,
                parts,
                counted,
                countedAt,
                changed,
                Optional.empty(),
                false,
                unmapped,
                taken);
    }

    private static Hold less(Hold hold, HoldCommand.Cancel cancel) {
        Map<Sku, Long> left = new HashMap<>(hold.units());
        cancel.units().forEach((sku, units) -> left.merge(sku, -units, Long::sum));
        left.values().removeIf(units -> units == 0);
        return new Hold(hold.id(), left, hold.cancellations() + 1);
    }

    /** Net stock has too few units; nothing was taken. */
    OrderRow waiting() {
        return new OrderRow(
                number,
                version,
                parts,
                counted,
                countedAt,
                holds,
                Optional.empty(),
                true,
                unmapped,
                taken);
    }

    /** These units were counted as sold, as of the order's last change. */
    OrderRow counted(Map<MallItem, Long> units) {
        return new OrderRow(
                number, version, parts, units, updatedAt(), holds, command, waits, unmapped, taken);
    }

    @Override
    public OrderRow withVersion(long newVersion) {
        return new OrderRow(
                number,
                newVersion,
                parts,
                counted,
                countedAt,
                holds,
                command,
                waits,
                unmapped,
                taken);
    }
}
