package dev.netstock.malls.adapter.yahoo;

import java.net.URI;
import java.time.Duration;

/**
 * The settings of a store at Yahoo! Shopping that are no secrets.
 *
 * @param base the host of the APIs, without the path {@code /ShoppingWebService/V1}
 * @param tokenUrl the token endpoint of Yahoo! ID (YConnect v2)
 * @param sellerId the store's account
 * @param fraudHold how long Yahoo may hold an order back to check for fraud before the APIs show
 *     it; see {@link #FRAUD_HOLD}
 * @param restocksOnCancel whether Yahoo adds the units of a cancelled order itself. Not documented;
 *     to be tried with the store
 * @param orderLag how much later an order may appear in a list
 */
public record YahooSettings(
        URI base,
        URI tokenUrl,
        String sellerId,
        Duration fraudHold,
        boolean restocksOnCancel,
        Duration orderLag) {
    /** The production host; {@code test.circus…} for accounts that begin with {@code snbx-}. */
    public static final URI PRODUCTION = URI.create("https://circus.shopping.yahooapis.jp");

    public static final URI TOKENS = URI.create("https://auth.login.yahoo.co.jp/yconnect/v2/token");

    /**
     * Not documented (confidence: low). A count that was in doubt, or newly mapped, is raised only
     * when this has passed. An order that is held longer may find its units given away; it then
     * takes general units.
     */
    public static final Duration FRAUD_HOLD = Duration.ofHours(2);

    /** Not documented (confidence: low). */
    public static final Duration ORDER_LAG = Duration.ofMinutes(1);

    /** With the usual lag of orders. */
    public YahooSettings(
            URI base, URI tokenUrl, String sellerId, Duration fraudHold, boolean restocksOnCancel) {
        this(base, tokenUrl, sellerId, fraudHold, restocksOnCancel, ORDER_LAG);
    }
}
