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

/** The history entries of an event. */
final class HistoryEntries {
    private HistoryEntries() {}

    /** One entry for each line; none if the event does not change units of a SKU. */
    static List<HistoryEntry> of(StockEvent event) {
        return switch (event.data()) {
            case EventData.ReservationStep step -> ofStep(event, step);
            case EventData.SupplyChanged supply -> List.of(ofSupply(event, supply));
            case EventData.StockCorrected corrected -> List.of(ofCorrection(event, corrected));
            default -> List.of();
        };
    }

    private static List<HistoryEntry> ofStep(StockEvent event, EventData.ReservationStep step) {
        return switch (step) {
            case EventData.Reserved _ -> ofOrder(event, "RESERVED", step);
            case EventData.Confirmed _ -> ofOrder(event, "CONFIRMED", step);
            case EventData.Released _ -> ofOrder(event, "RELEASED", step);
            case EventData.Expired _ -> ofOrder(event, "EXPIRED", step);
            case EventData.Extended _ -> List.of();
            case EventData.Transferred _ -> ofOrder(event, "TRANSFERRED", step);
            case EventData.Cancelled _ -> ofOrder(event, "CANCELLED", step);
            case EventData.Shipped shipped -> ofShipment(event, shipped);
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
