package dev.netstock.sales.figures;

import dev.netstock.events.StockEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an event adds to some of its cells: as much as fits into one transaction with its marker.
 *
 * <p>Which cells stand in which part follows from the event alone. That must stay so: an event that
 * was counted in part by one version of this code is finished by the next.
 *
 * @param eventId whose
 * @param part which part of it, from 0
 * @param cells what is added
 */
public record SalePart(String eventId, int part, SortedMap<Cell, Amounts> cells) {
    /** One action of a transaction is the marker. */
    public static final int CELLS_MAX = SalesTable.ACTIONS_MAX - 1;

    /** The parts of an event; none if it is no news to sales. */
    public static List<SalePart> of(StockEvent event) {
        List<SalePart> parts = new ArrayList<>();
        SortedMap<Cell, Amounts> cells = new TreeMap<>();
        for (Map.Entry<Cell, Amounts> cell : SoldCells.of(event).entrySet()) {
            cells.put(cell.getKey(), cell.getValue());
            if (cells.size() == CELLS_MAX) {
                parts.add(new SalePart(event.id(), parts.size(), cells));
                cells = new TreeMap<>();
            }
        }
        if (!cells.isEmpty()) {
            parts.add(new SalePart(event.id(), parts.size(), cells));
        }
        return parts;
    }
}
