package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.Contents.LineKey;

import java.util.List;
import java.util.SortedMap;

/** Takes the lines of an order, all or none. Thread-safe. */
sealed interface Taker permits LineTaker, PromisedLineTaker {
    /**
     * Takes all lines or none. A blind attempt is refused only after its order was read.
     *
     * @param lines units by SKU and location
     * @param seller who sells the order
     */
    LineTaker.Result take(
            SortedMap<LineKey, Long> lines, Seller seller, Attempt attempt, Call call);

    /** Undoes takes that were not claimed. */
    void undo(List<DeltaLine> takes, Attempt attempt, Call call);
}
