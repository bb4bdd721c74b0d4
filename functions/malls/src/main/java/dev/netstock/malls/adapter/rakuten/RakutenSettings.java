package dev.netstock.malls.adapter.rakuten;

import java.net.URI;

/**
 * The settings of a shop at Rakuten Ichiba that are no secrets.
 *
 * @param base the host, with a path that precedes {@code /es/…} if there is a proxy
 * @param restocksOnCancel whether the shop's items are set so that Rakuten adds the units of a
 *     cancelled order itself; {@code false} is recommended
 */
public record RakutenSettings(URI base, boolean restocksOnCancel) {
    /** The production host. There is no test host. */
    public static final URI PRODUCTION = URI.create("https://api.rms.rakuten.co.jp");
}
