package dev.netstock.malls.adapter;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the adapters need of a stage's settings that is no secret. Which members a mall has is
 * checked when the stage is synthesized.
 *
 * @param url the mall's endpoint, if it is not the usual one
 * @param shop the name of a Shopify store
 * @param shopId the shop's number at au PAY Market
 * @param sellerId the account at Yahoo, or Amazon's merchant token
 * @param marketplaceId Amazon's marketplace, if it is not Japan
 * @param locationId the location of a Shopify store
 * @param pointsPerSecond the points of query cost that Shopify restores each second
 * @param fraudHold how long Yahoo may hold an order back
 * @param orderLag how much later an order may appear in a list, if the shop has measured it
 * @param countLag how long it may take until a count shows, if the shop has measured it
 * @param restocksOnCancel whether the mall restocks cancelled orders, if it is not the usual
 */
public record ShopSettings(
        Optional<URI> url,
        Optional<String> shop,
        Optional<String> shopId,
        Optional<String> sellerId,
        Optional<String> marketplaceId,
        Optional<String> locationId,
        Optional<Integer> pointsPerSecond,
        Optional<Duration> fraudHold,
        Optional<Duration> orderLag,
        Optional<Duration> countLag,
        Optional<Boolean> restocksOnCancel) {
    static String required(Optional<String> value, String name) {
        return value.orElseThrow(
                () -> new IllegalStateException("The mall has no setting " + name));
    }
}
