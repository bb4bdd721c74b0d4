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
 * An item turned low, or recovered. It has all that is told of it, so that whoever tells it again
 * tells the same.
 *
 * @param item the SKU at its location
 * @param number 1 for the first time it was low, 2 for its recovery, 3 for the second time, …
 * @param at when
 * @param available what could be promised then
 * @param thresholds the settings of that moment
 */
public record ThresholdCrossing(
        ItemKey item, long number, Instant at, long available, Thresholds thresholds) {
    private static final String ACTOR = "replenishment";

    public ThresholdCrossing {
        if (number < 1) {
            throw new IllegalArgumentException("Turns count from 1");
        }
    }

    /** Whether the item turned low; if not, it recovered. */
    public boolean isLow() {
        return isLow(number);
    }

    /** Whether an item that made so many turns is low. */
    public static boolean isLow(long turns) {
        return turns % 2 == 1;
    }

    /** How many times an item was low that made so many turns. */
    public static long episodes(long turns) {
        return Math.ceilDiv(turns, 2);
    }

    /** Which time it is that the item is low, or was. */
    public long episode() {
        return episodes(number);
    }

    /** What is told of it. */
    public List<StockEvent> events() {
        List<StockEvent> events = new ArrayList<>();
        events.add(change());
        request().ifPresent(events::add);
        return events;
    }

    /** That it turned. */
    public StockEvent change() {
        return event(isLow() ? low() : recovered());
    }

    /** The request to fill the shelf; empty if the item recovered. */
    public Optional<StockEvent> request() {
        return isLow() ? Optional.of(event(requested())) : Optional.empty();
    }

    /** What the request asks for; to be asked of an item that turned low. */
    public ReplenishmentRequested requested() {
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
