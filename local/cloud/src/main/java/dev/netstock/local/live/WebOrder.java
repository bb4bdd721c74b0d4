package dev.netstock.local.live;

/**
 * An order in the web store.
 *
 * @param paid whether the payment succeeds; if not, the reservation is released
 */
public record WebOrder(String orderId, String sku, String location, int units, boolean paid)
        implements StoreEvent {}
