package dev.netstock.ledger.drill;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.delta.ShippedLine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The row of an order's step, rebuilt from its event. An event has all units of the step, but not
 * the versions of its takes, the contents of the request, and which lines named no location. A
 * rebuilt order can be confirmed, released and cancelled; a repeated request of the same order
 * counts as one with other contents.
 */
final class RebuiltDelta {
    private static final String AUTHOR = "restore";

    private RebuiltDelta() {}

    /** The row; empty if the event is not a step of an order. */
    static Optional<Delta> of(StockEvent event) {
        return event.data() instanceof EventData.ReservationStep step
                ? Optional.of(
                        new Delta(
                                Cause.of(new OrderId(step.orderId())),
                                Delta.stepKey(step.step()),
                                change(step),
                                Optional.of(new Channel(step.channelName())),
                                new Origin(
                                        event.time(),
                                        event.actor().orElse(""),
                                        event.trace().orElse(""),
                                        AUTHOR)))
                : Optional.empty();
    }

    private static Change change(EventData.ReservationStep step) {
        return switch (step) {
            case EventData.Reserved reserved ->
                    new Change.Reserved(lines(reserved.lines()), reserved.expiresAt(), AUTHOR);
            case EventData.Confirmed confirmed -> new Change.Confirmed(lines(confirmed.lines()));
            case EventData.Released released -> new Change.Released(lines(released.lines()));
            case EventData.Expired expired -> new Change.Expired(lines(expired.lines()));
            case EventData.Extended extended -> new Change.Extended(extended.expiresAt());
            case EventData.Transferred transferred ->
                    new Change.Transferred(
                            lines(transferred.lines()),
                            new TransferId(transferred.transferId()),
                            AUTHOR);
            case EventData.Cancelled cancelled ->
                    new Change.Cancelled(
                            lines(cancelled.lines()),
                            new CancellationId(cancelled.cancellationId()),
                            AUTHOR);
            case EventData.Shipped shipped ->
                    new Change.Shipped(
                            shipped.shipped().stream()
                                    .map(
                                            it ->
                                                    new ShippedLine(
                                                            new Sku(it.sku()),
                                                            new Location(it.location()),
                                                            it.units()))
                                    .toList());
        };
    }

    private static List<DeltaLine> lines(List<EventLine> lines) {
        return lines.stream()
                .map(
                        it ->
                                new DeltaLine(
                                        new ItemKey(
                                                new Sku(it.sku()),
                                                new Location(it.location()),
                                                it.shard()),
                                        it.units(),
                                        0))
                .toList();
    }

    /**
     * The row with other items in its lines. Internal rows stay as they are: only their effect
     * counts, and only on the items.
     *
     * @param named which item is named instead of an item
     */
    static Delta naming(Delta delta, UnaryOperator<ItemKey> named) {
        boolean isSame =
                delta.change().lines().stream()
                        .map(DeltaLine::item)
                        .allMatch(item -> named.apply(item).equals(item));
        return isSame
                ? delta
                : new Delta(
                        delta.cause(),
                        delta.step(),
                        naming(delta.change(), named),
                        delta.channel(),
                        delta.origin(),
                        delta.allowances());
    }

    private static Change naming(Change change, UnaryOperator<ItemKey> named) {
        return switch (change) {
            case Change.Reserved reserved ->
                    new Change.Reserved(
                            naming(reserved.lines(), named),
                            reserved.expiresAt(),
                            reserved.contents(),
                            reserved.anywhere().entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    it -> named.apply(it.getKey()),
                                                    Map.Entry::getValue,
                                                    Long::sum)));
            case Change.Confirmed confirmed ->
                    new Change.Confirmed(naming(confirmed.lines(), named));
            case Change.Released released -> new Change.Released(naming(released.lines(), named));
            case Change.Expired expired -> new Change.Expired(naming(expired.lines(), named));
            case Change.Transferred transferred ->
                    new Change.Transferred(
                            naming(transferred.lines(), named),
                            transferred.transferId(),
                            transferred.contents());
            case Change.Cancelled cancelled ->
                    new Change.Cancelled(
                            naming(cancelled.lines(), named),
                            cancelled.cancellationId(),
                            cancelled.contents());
            case Change.Corrected corrected ->
                    new Change.Corrected(
                            naming(List.of(corrected.line()), named).getFirst(),
                            corrected.reserved(),
                            corrected.supply(),
                            corrected.report());
            case Change.Extended _,
                    Change.Shipped _,
                    Change.Abandoned _,
                    Change.Undone _,
                    Change.SupplyChanged _,
                    Change.Reconciled _,
                    Change.Moved _ ->
                    change;
        };
    }

    /** One line for each item; the version of a take is that of the item which it was made from. */
    private static List<DeltaLine> naming(List<DeltaLine> lines, UnaryOperator<ItemKey> named) {
        Map<ItemKey, DeltaLine> merged = new LinkedHashMap<>();
        for (DeltaLine line : lines) {
            ItemKey item = named.apply(line.item());
            merged.merge(
                    item,
                    new DeltaLine(
                            item, line.units(), item.equals(line.item()) ? line.version() : 0),
                    (one, other) ->
                            new DeltaLine(
                                    item,
                                    one.units() + other.units(),
                                    Math.max(one.version(), other.version())));
        }
        return List.copyOf(merged.values());
    }

    /** Supply follows from the ledger, so rows of supply are not replayed. */
    static boolean isSupply(Delta delta) {
        return delta.change() instanceof Change.SupplyChanged;
    }

    /** How a row changes the available and reserved units of its items. */
    static Map<ItemKey, Effect> effects(Delta delta) {
        return switch (delta.change()) {
            case Change.SupplyChanged _, Change.Reconciled _ -> Map.of();
            case Change.Corrected corrected ->
                    Map.of(
                            corrected.line().item(),
                            new Effect(corrected.line().units(), corrected.reserved(), 0));
            case Change.Moved moved -> sums(moved.lines(), 0);
            case Change change -> sums(change.lines(), -1);
        };
    }

    private static Map<ItemKey, Effect> sums(List<DeltaLine> lines, int reserved) {
        return lines.stream()
                .collect(
                        Collectors.toMap(
                                DeltaLine::item,
                                it -> new Effect(it.units(), reserved * it.units(), it.version()),
                                Effect::plus));
    }

    /**
     * A change of an item.
     *
     * @param version the version of the take; 0 if it is none, or unknown
     */
    record Effect(long available, long reserved, long version) {
        Effect plus(Effect other) {
            return new Effect(
                    available + other.available,
                    reserved + other.reserved,
                    Math.max(version, other.version));
        }
    }
}
