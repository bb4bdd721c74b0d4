package dev.netstock.bench.store;

import dev.netstock.bench.NetStockCalls;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.reservation.ReleaseResult;
import dev.netstock.stock.reservation.ReserveResult;

import java.util.List;

/**
 * Net stock's own calls. Orders are released by another execution environment, which reads them.
 *
 * @param calls the environment that reserves and reads
 * @param others the one that releases
 */
record OurCalls(NetStockCalls calls, NetStockCalls others) implements StoreCalls {
    @Override
    public void reserve(String order, String sku) {
        var result = calls.reserve(order, List.of(NetStockCalls.line(sku, 1)));
        if (!(result instanceof ReserveResult.Reserved)) {
            throw new IllegalStateException("Not reserved");
        }
    }

    @Override
    public void release(String order) {
        if (!(others.release(order) instanceof ReleaseResult.Released)) {
            throw new IllegalStateException("Not released");
        }
    }

    @Override
    public void read(String sku) {
        if (calls.levels(sku, Consistency.EVENTUAL).isEmpty()) {
            throw new IllegalStateException("Unknown SKU");
        }
    }
}
