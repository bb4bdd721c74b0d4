package dev.netstock.stock.history;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;

import java.util.List;
import java.util.Optional;

/** Converts an event into history entries of its SKUs. */
final class HistoryEntries {
    private HistoryEntries() {}

    /** One entry per line; none for an event that has no delta. */
    static List<HistoryEntry> of(StockEvent event) {
        return switch (event.data()) {
            case EventData.Reserved step -> ofOrder(event, "RESERVED", step);
            case EventData.Confirmed step -> ofOrder(event, "CONFIRMED", step);
            case EventData.Released step -> ofOrder(event, "RELEASED", step);
            case EventData.Expired step -> ofOrder(event, "EXPIRED", step);
            case EventData.Cancelled step -> ofOrder(event, "CANCELLED", step);
            case EventData.Shipped step -> ofShipment(event, step);
            case EventData.SupplyChanged supply -> List.of(ofSupply(event, supply));
            case EventData.StockCorrected corrected -> List.of(ofCorrection(event, corrected));
            case EventData.ReconcileFinished _,
                    EventData.Oversold _,
                    EventData.LevelChanged _,
                    EventData.StockLow _,
                    EventData.StockRecovered _,
                    EventData.ReplenishmentRequested _,
                    EventData.DisplaySamplesChanged _,
                    EventData.SaleModeChanged _ ->
                    List.of();
        };
    }

    private static List<HistoryEntry> ofOrder(
            StockEvent event, String type, EventData.ReservationStep step) {
        return step.lines().stream()
                .map(
                        line ->
                                new HistoryEntry(
                                        event.time(),
                                        Cause.of(new OrderId(step.orderId())),
                                        Delta.stepKey(step.step()),
                                        type,
                                        item(line),
                                        line.units(),
                                        Optional.of(new Channel(step.channelName())),
                                        0))
                .toList();
    }

    private static List<HistoryEntry> ofShipment(StockEvent event, EventData.Shipped step) {
        return step.shipped().stream()
                .map(
                        line ->
                                new HistoryEntry(
                                        event.time(),
                                        Cause.of(new OrderId(step.orderId())),
                                        Delta.stepKey(step.step()),
                                        "SHIPPED",
                                        ItemKey.of(
                                                new Sku(line.sku()), new Location(line.location())),
                                        0,
                                        Optional.of(new Channel(step.channelName())),
                                        line.units()))
                .toList();
    }

    private static HistoryEntry ofSupply(StockEvent event, EventData.SupplyChanged supply) {
        ItemKey item = ItemKey.of(new Sku(supply.sku()), new Location(supply.location()));
        return new HistoryEntry(
                event.time(),
                Cause.supplyOf(item.sku(), item.location()),
                Delta.ledgerStepKey(supply.ledgerVersion()),
                "SUPPLY",
                item,
                supply.units(),
                Optional.empty(),
                0);
    }

    private static HistoryEntry ofCorrection(StockEvent event, EventData.StockCorrected corrected) {
        return new HistoryEntry(
                event.time(),
                correction(event),
                Delta.stepKey(1),
                "CORRECTED",
                new ItemKey(
                        new Sku(corrected.sku()),
                        new Location(corrected.location()),
                        corrected.shard()),
                corrected.units(),
                Optional.empty(),
                0);
    }

    /** A correction is named by its event alone: {@code correction#<id>#0001}. */
    private static Cause correction(StockEvent event) {
        return Cause.parse(event.id().substring(0, event.id().lastIndexOf('#')));
    }

    private static ItemKey item(EventLine line) {
        return new ItemKey(new Sku(line.sku()), new Location(line.location()), line.shard());
    }
}
