package dev.netstock.malls.sync;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What an operator tells a mall's sync. Needs no lease: the worker reads it when it begins its next
 * round. Repeated, it changes nothing more.
 */
public final class MallControl {
    /** The worker writes the mall's row about once a second. */
    private static final int ATTEMPTS = 20;

    private final MallStore store;
    private final Channel channel;

    public MallControl(MallStore store, Channel channel) {
        this.store = store;
        this.channel = channel;
    }

    /**
     * Stops counts. Orders are still taken.
     *
     * @return empty if the mall was never connected
     */
    public Optional<MallRow> pause() {
        return change(Optional.empty(), row -> row.withPaused(true));
    }

    /**
     * Lets counts go on. A mall that was never connected is connected now, under the rule of a sale
     * day that may be going on.
     */
    public MallRow resume(Instant now) {
        change(Optional.of(MallRow.connected(channel, now)), row -> row.withPaused(false));
        SaleModeRule rule = store.sale().rule();
        return change(Optional.empty(), row -> row.withSale(rule)).orElseThrow();
    }

    private Optional<MallRow> change(Optional<MallRow> first, UnaryOperator<MallRow> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<MallRow> stored = store.mall();
            Optional<MallRow> changed = stored.or(() -> first).map(change);
            if (changed.equals(stored)
                    || !store.save(List.of(changed.orElseThrow())).contains(false)) {
                return changed;
            }
        }
        throw new StockInDoubt();
    }

    /**
     * Has the counts of a SKU read at once, and written where they are wrong, whatever failed
     * before.
     *
     * @return the items of the SKU
     */
    public List<ItemRow> push(Sku sku, Instant now) {
        List<ItemRow> pushed = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            pushed = store.itemsOf(sku).stream().map(row -> row.pushed(now)).toList();
            if (pushed.isEmpty() || !store.save(pushed).contains(false)) {
                return pushed;
            }
        }
        throw new StockInDoubt();
    }
}
