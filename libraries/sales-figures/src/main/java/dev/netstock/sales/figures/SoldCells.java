package dev.netstock.sales.figures;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Computes what an event adds to which cells. The event's own time determines the minute. */
public final class SoldCells {
    private SoldCells() {}

    /** The amounts by cell, in order; empty if the event moved no units of an order. */
    public static SortedMap<Cell, Amounts> of(StockEvent event) {
        return event.data() instanceof EventData.ReservationStep step
                ? cells(event.time(), step)
                : new TreeMap<>();
    }

    private static SortedMap<Cell, Amounts> cells(Instant at, EventData.ReservationStep step) {
        return switch (step) {
            // A confirmation takes units only if the reservation had expired.
            case EventData.Reserved _, EventData.Confirmed _ -> cells(at, step, Sale.TAKEN);
            case EventData.Released _, EventData.Expired _ -> cells(at, step, Sale.UNDONE);
            case EventData.Cancelled _ -> cells(at, step, Sale.GIVEN_BACK);
            case EventData.Transferred _ -> cells(at, step, Sale.MOVED);
            case EventData.Shipped _, EventData.Extended _ -> new TreeMap<>();
        };
    }

    /** The effect of a step on sales. */
    private enum Sale {
        /** An order took units. */
        TAKEN(1),
        /** The order did not become a sale. */
        UNDONE(-1),
        /** Units of a sale were returned. */
        GIVEN_BACK(0),
        /** Units of a sale are held at another location. */
        MOVED(0);

        private final int orders;

        Sale(int orders) {
            this.orders = orders;
        }

        private boolean returns() {
            return this == UNDONE || this == GIVEN_BACK;
        }

        Amounts of(long units, boolean isFirst) {
            return new Amounts(
                    orders, isFirst ? orders : 0, units, returns() ? Math.abs(units) : 0);
        }
    }

    /** An order counts once in each cell, regardless of how many of its lines are in it. */
    private static SortedMap<Cell, Amounts> cells(
            Instant at, EventData.ReservationStep step, Sale sale) {
        SortedMap<Cell, Long> units = new TreeMap<>();
        for (EventLine line : step.lines()) {
            String channel = step.channelName();
            String location = line.location();
            var place = new Cell.Place(location, channel);
            add(units, Cell.ofSku(line.sku(), at, place), line);
            add(units, Cell.of(Series.ALL, at), line);
            add(units, Cell.of(Series.ofLocation(location), at), line);
            add(units, Cell.of(Series.ofChannel(channel), at), line);
            add(units, Cell.of(Series.ofLocationAndChannel(location, channel), at), line);
        }
        return amounts(units, sale);
    }

    /**
     * The units of a line have the sign of the change of available units, so they are negative for
     * a sale.
     */
    private static void add(Map<Cell, Long> units, Cell cell, EventLine line) {
        units.merge(cell, -line.units(), Long::sum);
    }

    private static SortedMap<Cell, Amounts> amounts(SortedMap<Cell, Long> units, Sale sale) {
        SortedMap<Cell, Amounts> amounts = new TreeMap<>();
        Set<Series> seen = new HashSet<>();
        units.forEach((cell, sum) -> amounts.put(cell, sale.of(sum, seen.add(cell.series()))));
        amounts.values().removeIf(Amounts.NONE::equals);
        return amounts;
    }
}
