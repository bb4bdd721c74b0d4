package dev.netstock.local.live;

/**
 * Somebody buys in the web shop.
 *
 * @param paid whether the payment succeeds; if not, the units are given back
 */
public record WebOrder(String orderId, String sku, String location, int units, boolean paid)
        implements Happening {}
