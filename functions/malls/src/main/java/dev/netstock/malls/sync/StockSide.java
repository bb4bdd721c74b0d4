package dev.netstock.malls.sync;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Net stock as a mall sees it. Each command has an id: repeated, it happens once and answers the
 * same. A command that throws {@link StockInDoubt} is repeated with its id.
 */
public interface StockSide {
    /** The levels of these SKUs. */
    List<SkuLevel> levels(Collection<Sku> skus);

    /**
     * Moves units, each move by itself.
     *
     * @return the signed units that each move moved, in the order of the moves: at most what it
     *     asked for, 0 if there were none
     */
    List<Long> move(List<PoolMove> moves);

    /**
     * Reserves units that a mall has sold, all or nothing, from the channel's pool. A forced
     * reservation takes what the pool does not have from general stock, below zero if need be.
     */
    Reservation reserve(OrderId order, Channel channel, Map<Sku, Long> units, boolean forced);

    /**
     * Cancels units of an order. They go back to where they were taken from.
     *
     * @return the units that went back to the channel's pool
     */
    Map<Sku, Long> cancel(OrderId order, CancellationId cancellation, Map<Sku, Long> units);

    /** The answer to {@link #reserve}. */
    sealed interface Reservation {
        /**
         * The units are the order's.
         *
         * @param fromPool the units that came from the channel's pool
         * @param oversold the units that did not exist
         */
        record Reserved(Map<Sku, Long> fromPool, Map<Sku, Long> oversold) implements Reservation {}

        /** Too few units; nothing was taken. Only if not forced. */
        record NotEnough() implements Reservation {}
    }
}
