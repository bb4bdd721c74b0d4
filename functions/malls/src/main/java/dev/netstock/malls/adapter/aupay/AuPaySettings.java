package dev.netstock.malls.adapter.aupay;

import java.net.URI;

/**
 * The settings of a shop at au PAY Market that are no secrets. The mall answers only to addresses
 * that the shop registered, so the requests must leave from a fixed address.
 *
 * @param base the host, with the path of the APIs
 * @param shopId the shop's number
 * @param restocksOnCancel whether the mall adds the units of a cancelled order itself. Not
 *     documented; to be tried with the shop
 */
public record AuPaySettings(URI base, String shopId, boolean restocksOnCancel) {
    public static final URI PRODUCTION = URI.create("https://api.manager.wowma.jp/wmshopapi");
}
