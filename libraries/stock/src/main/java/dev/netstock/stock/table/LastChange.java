package dev.netstock.stock.table;

import dev.netstock.stock.OrderId;

import java.util.Optional;

/**
 * Who made the last change of an item, kept on the item itself, so that its stream tells every
 * change with its cause, and so that a take whose answer was lost can be recognised.
 *
 * @param kind what the change was
 * @param order the order it was made for; empty for supply
 * @param step the step of the order at which the claim of a take would stand; 0 where the change is
 *     not a take
 * @param attempt the attempt; for a take, unique for each single write
 * @param units signed as they changed what is available
 */
public record LastChange(Kind kind, Optional<OrderId> order, int step, String attempt, long units) {
    /** The kinds of changes; the constants' names in lower case stand in the item. */
    public enum Kind {
        TAKE,
        GIVE_BACK,
        SUPPLY,
        CORRECTION,
        /** Units came from, or went to, another item of the SKU; or its layout changed. */
        MOVE
    }
}
