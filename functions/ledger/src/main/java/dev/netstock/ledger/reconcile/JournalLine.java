package dev.netstock.ledger.reconcile;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a delta of net stock.
 *
 * @param deltaId the delta's cause and step
 * @param line from 0
 * @param at when, by the writer's clock
 * @param item the item
 * @param units signed as they change what is available
 * @param take the item's version after the take that this line is or undoes; 0 if it gives units
 *     back
 * @param undone whether it undoes a take
 */
record JournalLine(
        String deltaId, int line, Instant at, ItemKey item, long units, long take, boolean undone) {
    static List<JournalLine> of(Delta delta) {
        boolean undone = delta.change() instanceof Change.Undone;
        List<JournalLine> lines = new ArrayList<>();
        for (DeltaLine line : delta.lines()) {
            lines.add(
                    new JournalLine(
                            DeltaComparison.id(delta),
                            lines.size(),
                            delta.origin().at(),
                            line.item(),
                            line.units(),
                            undone ? undoneVersion(delta.step()) : line.version(),
                            undone));
        }
        return lines;
    }

    /** The step of an undone take ends with the take's version. */
    private static long undoneVersion(String step) {
        return Long.parseLong(step.substring(step.lastIndexOf('#') + 1));
    }
}
