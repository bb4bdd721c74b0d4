package dev.netstock.stock.event;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Converts rows and images of the tables into events. Event ids consist of keys and versions, so
 * the same row or image always gives the same id. Thread-safe.
 */
public final class StockEvents {
    private StockEvents() {}

    /**
     * The event of a delta; empty for fences, undone takes and moves, which are internal to net
     * stock.
     *
     * @throws IllegalArgumentException if the delta cannot have been written by net stock
     */
    public static Optional<StockEvent> of(Delta delta) {
        return data(delta)
                .map(
                        data ->
                                new StockEvent(
                                        delta.cause().key() + "#" + delta.step(),
                                        delta.origin().at(),
                                        given(delta.origin().traceId()),
                                        given(delta.origin().who()),
                                        data));
    }

    /**
     * The event of a level.
     *
     * @param at when it was last changed
     */
    public static StockEvent of(ItemLevel level, Instant at) {
        return new StockEvent(
                "level.changed#%s#%s#%d".formatted(level.sku(), level.location(), level.version()),
                at,
                Optional.empty(),
                Optional.empty(),
                new EventData.LevelChanged(
                        level.sku().value(),
                        level.location().value(),
                        level.available(),
                        level.setAside(),
                        level.version()));
    }

    /** The event of an oversell; empty if the change did not oversell. */
    public static Optional<StockEvent> oversold(ItemChange change) {
        return change.oversoldUnits() == 0
                ? Optional.empty()
                : Optional.of(
                        new StockEvent(
                                oversoldId(change.after()),
                                change.at(),
                                Optional.empty(),
                                Optional.empty(),
                                oversold(change.after(), change.oversoldUnits())));
    }

    private static String oversoldId(StockItem item) {
        ItemKey key = item.key();
        return "oversold#%s#%s#%d#%d"
                .formatted(key.sku(), key.location(), key.shard(), item.version());
    }

    private static EventData oversold(StockItem item, long units) {
        return new EventData.Oversold(
                item.key().sku().value(),
                item.key().location().value(),
                item.key().shard(),
                units,
                item.available(),
                item.version());
    }

    private static Optional<EventData> data(Delta delta) {
        return switch (delta.change()) {
            case Change.Reserved reserved ->
                    Optional.of(
                            new EventData.Reserved(
                                    orderId(delta),
                                    step(delta),
                                    channel(delta),
                                    reserved.expiresAt(),
                                    lines(delta)));
            case Change.Confirmed _ ->
                    Optional.of(
                            new EventData.Confirmed(
                                    orderId(delta), step(delta), channel(delta), lines(delta)));
            case Change.Released _ ->
                    Optional.of(
                            new EventData.Released(
                                    orderId(delta), step(delta), channel(delta), lines(delta)));
            case Change.Expired _ ->
                    Optional.of(
                            new EventData.Expired(
                                    orderId(delta), step(delta), channel(delta), lines(delta)));
            case Change.Extended extended ->
                    Optional.of(
                            new EventData.Extended(
                                    orderId(delta),
                                    step(delta),
                                    channel(delta),
                                    extended.expiresAt()));
            case Change.Transferred transferred ->
                    Optional.of(
                            new EventData.Transferred(
                                    orderId(delta),
                                    step(delta),
                                    channel(delta),
                                    transferred.transferId().value(),
                                    lines(delta)));
            case Change.Cancelled cancelled ->
                    Optional.of(
                            new EventData.Cancelled(
                                    orderId(delta),
                                    step(delta),
                                    channel(delta),
                                    cancelled.cancellationId().value(),
                                    lines(delta)));
            case Change.Shipped shipped ->
                    Optional.of(
                            new EventData.Shipped(
                                    orderId(delta),
                                    step(delta),
                                    channel(delta),
                                    shipped.shipped().stream()
                                            .map(StockEvents::shippedUnits)
                                            .toList()));
            case Change.SupplyChanged changed -> Optional.of(supply(changed));
            case Change.Corrected corrected -> Optional.of(corrected(corrected));
            case Change.Reconciled reconciled -> Optional.of(reconciled(delta, reconciled));
            case Change.Abandoned _, Change.Undone _, Change.Moved _ -> Optional.empty();
        };
    }

    private static EventData supply(Change.SupplyChanged changed) {
        ItemKey item = changed.line().item();
        return new EventData.SupplyChanged(
                item.sku().value(),
                item.location().value(),
                changed.line().units(),
                changed.supply(),
                changed.ledgerVersion());
    }

    private static EventData corrected(Change.Corrected corrected) {
        ItemKey item = corrected.line().item();
        return new EventData.StockCorrected(
                item.sku().value(),
                item.location().value(),
                item.shard(),
                corrected.line().units(),
                corrected.reserved(),
                corrected.supply(),
                corrected.report());
    }

    private static EventData reconciled(Delta delta, Change.Reconciled reconciled) {
        return new EventData.ReconcileFinished(
                delta.cause().id(), reconciled.found(), reconciled.repaired(), reconciled.report());
    }

    private static String orderId(Delta delta) {
        if (delta.cause().kind() != Cause.Kind.ORDER) {
            throw new IllegalArgumentException("Only an order has such a step");
        }
        return delta.cause().id();
    }

    private static int step(Delta delta) {
        return Integer.parseInt(delta.step());
    }

    private static String channel(Delta delta) {
        return delta.channel()
                .map(Channel::value)
                .orElseThrow(() -> new IllegalArgumentException("The step names no channel"));
    }

    private static List<EventLine> lines(Delta delta) {
        return delta.lines().stream().map(StockEvents::line).toList();
    }

    private static EventLine line(DeltaLine line) {
        return new EventLine(
                line.item().sku().value(),
                line.item().location().value(),
                line.item().shard(),
                line.units());
    }

    private static EventData.ShippedUnits shippedUnits(ShippedLine line) {
        return new EventData.ShippedUnits(
                line.sku().value(), line.location().value(), line.units());
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
