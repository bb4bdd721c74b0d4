package dev.netstock.bench.cost;

import dev.netstock.bench.NetStockCalls;

import java.util.List;

/**
 * Take and claim, through net stock.
 *
 * @param calls net stock
 */
record NetStockDesign(NetStockCalls calls) implements Design {
    @Override
    public void reserve(String order, List<String> skus, int units) {
        calls.reserve(order, skus.stream().map(sku -> NetStockCalls.line(sku, units)).toList());
    }

    @Override
    public void release(String order) {
        calls.release(order);
    }

    @Override
    public void confirm(String order) {
        calls.confirm(order);
    }
}
