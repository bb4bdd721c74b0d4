package dev.netstock.stock.history;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Cause;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of one item.
 *
 * @param at when
 * @param cause the order, supply or correction
 * @param step the cause's step
 * @param type what the step did: {@code RESERVED}, {@code RELEASED}, {@code SUPPLY}, …
 * @param item which item
 * @param units signed as they change available
 * @param channel the seller, if an order was the cause
 * @param shipped shipped units; they do not change available
 */
public record HistoryEntry(
        Instant at,
        Cause cause,
        String step,
        String type,
        ItemKey item,
        long units,
        Optional<Channel> channel,
        long shipped) {}
