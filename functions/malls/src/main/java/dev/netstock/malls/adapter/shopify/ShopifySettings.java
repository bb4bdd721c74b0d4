package dev.netstock.malls.adapter.shopify;

import java.net.URI;
import java.time.Duration;

/**
 * The settings of a Shopify store that are no secrets.
 *
 * @param base the store, such as {@code https://example.myshopify.com}
 * @param locationId where the units of all orders are taken from, such as {@code
 *     gid://shopify/Location/1}. The lines of an order name no location until it is shipped, so a
 *     store that sells from several locations needs one location here for its online orders
 * @param pointsPerSecond how many points of query cost are restored each second: 100, or 1,000 on
 *     Shopify Plus
 * @param restocksOnCancel whether the people of the store let Shopify restock cancelled orders
 * @param orderLag how much later a change of an order may appear in a search
 */
public record ShopifySettings(
        URI base,
        String locationId,
        int pointsPerSecond,
        boolean restocksOnCancel,
        Duration orderLag) {
    /** Not documented (confidence: low); the index of searches is updated within seconds. */
    public static final Duration ORDER_LAG = Duration.ofMinutes(1);

    /** With the usual lag of orders. */
    public ShopifySettings(
            URI base, String locationId, int pointsPerSecond, boolean restocksOnCancel) {
        this(base, locationId, pointsPerSecond, restocksOnCancel, ORDER_LAG);
    }
}
