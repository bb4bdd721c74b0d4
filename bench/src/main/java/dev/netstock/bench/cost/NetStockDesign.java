package dev.netstock.bench.cost;

import dev.netstock.bench.NetStockCalls;

import java.util.List;

/**
 * Take and claim, through net stock. Reservations end in another execution environment, which does
 * not know them: that is the rule if there are many.
 *
 * @param calls the environment that reserves
 * @param others another one
 */
record NetStockDesign(NetStockCalls calls, NetStockCalls others) implements Design {
    @Override
    public void reserve(String order, List<String> skus, int units) {
        calls.reserve(order, skus.stream().map(sku -> NetStockCalls.line(sku, units)).toList());
    }

    @Override
    public void release(String order) {
        others.release(order);
    }

    @Override
    public void confirm(String order) {
        others.confirm(order);
    }
}
