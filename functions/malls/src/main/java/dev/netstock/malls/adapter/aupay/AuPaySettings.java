package dev.netstock.malls.adapter.aupay;

import java.net.URI;
import java.time.Duration;

/**
 * The settings of a shop at au PAY Market that are no secrets. The mall answers only to addresses
 * that the shop registered, so the requests must leave from a fixed address.
 *
 * @param base the host, with the path of the APIs
 * @param shopId the shop's number
 * @param restocksOnCancel whether the mall adds the units of a cancelled order itself. Not
 *     documented; to be tried with the shop
 * @param orderLag how much later an order may appear in a list
 */
public record AuPaySettings(URI base, String shopId, boolean restocksOnCancel, Duration orderLag) {
    public static final URI PRODUCTION = URI.create("https://api.manager.wowma.jp/wmshopapi");

    /** Confidence: low. */
    public static final Duration ORDER_LAG = Duration.ofMinutes(5);

    /** With the usual lag of orders. */
    public AuPaySettings(URI base, String shopId, boolean restocksOnCancel) {
        this(base, shopId, restocksOnCancel, ORDER_LAG);
    }
}
