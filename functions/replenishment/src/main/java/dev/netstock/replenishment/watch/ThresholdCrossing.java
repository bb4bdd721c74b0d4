package dev.netstock.replenishment.watch;

import dev.netstock.events.EventData;
import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.EventData.StockLow;
import dev.netstock.events.EventData.StockRecovered;
import dev.netstock.events.EventType;
import dev.netstock.events.StockEvent;
import dev.netstock.stock.ItemKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An item became low, or recovered. A crossing contains everything that is published about it, so
 * that publishing it again has the same contents.
 *
 * @param item the SKU at its location
 * @param number 1 for the first time it was low, 2 for its recovery, 3 for the second time, …
 * @param at the time of the crossing
 * @param available the units that could be promised then
 * @param thresholds the settings at that time
 */
public record ThresholdCrossing(
        ItemKey item, long number, Instant at, long available, Thresholds thresholds) {
    private static final String ACTOR = "replenishment";

    public ThresholdCrossing {
        if (number < 1) {
            throw new IllegalArgumentException("Crossings are counted from 1");
        }
    }

    /** Whether the item became low; otherwise it recovered. */
    public boolean isLow() {
        return isLow(number);
    }

    /** Whether an item with this number of crossings is low. */
    public static boolean isLow(long crossings) {
        return crossings % 2 == 1;
    }

    /** How many times an item with this number of crossings has been low. */
    public static long episodes(long crossings) {
        return Math.ceilDiv(crossings, 2);
    }

    /** The number of the episode in which the item is low, or which ended with the recovery. */
    public long episode() {
        return episodes(number);
    }

    /** The events of the crossing. */
    public List<StockEvent> events() {
        List<StockEvent> events = new ArrayList<>();
        events.add(changeEvent());
        requestEvent().ifPresent(events::add);
        return events;
    }

    /** The event that the item became low, or recovered. */
    public StockEvent changeEvent() {
        return event(isLow() ? low() : recovered());
    }

    /** The event of the replenishment request; empty if the item recovered. */
    public Optional<StockEvent> requestEvent() {
        return isLow() ? Optional.of(event(request())) : Optional.empty();
    }

    /** The replenishment request; only for an item that became low. */
    public ReplenishmentRequested request() {
        return new ReplenishmentRequested(
                String.join("/", sku(), location(), Long.toString(episode())),
                sku(),
                location(),
                episode(),
                thresholds.orderUpTo() - available,
                available,
                thresholds.orderUpTo(),
                available <= thresholds.safetyStock());
    }

    private StockLow low() {
        return new StockLow(
                sku(),
                location(),
                episode(),
                available,
                thresholds.reorderPoint(),
                thresholds.safetyStock());
    }

    private StockRecovered recovered() {
        return new StockRecovered(
                sku(), location(), episode(), available, thresholds.recoveryPoint());
    }

    private StockEvent event(EventData data) {
        return new StockEvent(id(data.type()), at, Optional.empty(), Optional.of(ACTOR), data);
    }

    private String id(EventType type) {
        return String.join("#", type.text(), sku(), location(), Long.toString(episode()));
    }

    private String sku() {
        return item.sku().value();
    }

    private String location() {
        return item.location().value();
    }
}
