package dev.netstock.malls.adapter.rakuten;

import java.net.URI;
import java.time.Duration;

/**
 * The settings of a shop at Rakuten Ichiba that are no secrets.
 *
 * @param base the host, with a path that precedes {@code /es/…} if there is a proxy
 * @param restocksOnCancel whether the shop's items are set so that Rakuten adds the units of a
 *     cancelled order itself; {@code false} is recommended
 * @param orderLag how much later an order may appear in a search
 */
public record RakutenSettings(URI base, boolean restocksOnCancel, Duration orderLag) {
    /** The production host. There is no test host. */
    public static final URI PRODUCTION = URI.create("https://api.rms.rakuten.co.jp");

    /**
     * Not documented (confidence: low); clients that ask every minute report no orders that are
     * later.
     */
    public static final Duration ORDER_LAG = Duration.ofMinutes(1);

    /** With the usual lag of orders. */
    public RakutenSettings(URI base, boolean restocksOnCancel) {
        this(base, restocksOnCancel, ORDER_LAG);
    }
}
