package dev.netstock.sales.figures;

import dev.netstock.events.StockEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an event adds to some of its cells: as many as fit into one transaction with its marker.
 *
 * <p>The event alone determines which cells are in which part. This must not change: an event that
 * one version of this code counted in part is completed by the next version.
 *
 * @param eventId the event
 * @param part the number of the part, from 0
 * @param cells the added amounts
 */
public record SalePart(String eventId, int part, SortedMap<Cell, Amounts> cells) {
    /** One action of a transaction is reserved for the marker. */
    public static final int CELLS_MAX = DynamoSalesTable.ACTIONS_MAX - 1;

    /** The parts of an event; empty if it does not affect sales. */
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
