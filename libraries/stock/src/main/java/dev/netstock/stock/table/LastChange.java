package dev.netstock.stock.table;

import dev.netstock.stock.OrderId;

import java.util.Optional;

/**
 * The last change of an item. It is stored on the item, so that the stream carries the cause of
 * every change, and so that a take whose response was lost can be identified.
 *
 * @param kind what the change was
 * @param order the order that it was made for; empty for supply
 * @param step the step of the order that would claim the take; 0 if the change is not a take
 * @param attempt the attempt; for a take, unique for each write
 * @param units signed as they changed available
 */
public record LastChange(Kind kind, Optional<OrderId> order, int step, String attempt, long units) {
    /** The kinds of changes; the item stores the constant's name in lower case. */
    public enum Kind {
        TAKE,
        GIVE_BACK,
        SUPPLY,
        CORRECTION,
        /** Units moved from or to another item of the SKU, or the layout changed. */
        MOVE
    }
}
