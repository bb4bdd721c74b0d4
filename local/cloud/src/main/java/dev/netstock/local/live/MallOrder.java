package dev.netstock.local.live;

/**
 * A customer's order in a mall.
 *
 * @param cancelled whether the customer cancels it at once
 */
public record MallOrder(String mall, String sku, int units, boolean cancelled)
        implements StoreEvent {}
