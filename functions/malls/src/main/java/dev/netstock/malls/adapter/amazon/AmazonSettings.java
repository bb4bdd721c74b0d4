package dev.netstock.malls.adapter.amazon;

import java.net.URI;
import java.time.Duration;

/**
 * The settings of a seller at Amazon that are no secrets.
 *
 * @param base the endpoint of the seller's region
 * @param tokenUrl the token endpoint of Login with Amazon
 * @param sellerId the merchant token
 * @param marketplaceId the marketplace
 * @param countLag the longest time until an accepted count shows
 */
public record AmazonSettings(
        URI base, URI tokenUrl, String sellerId, String marketplaceId, Duration countLag) {
    /** The region Far East, with Japan. */
    public static final URI FAR_EAST = URI.create("https://sellingpartnerapi-fe.amazon.com");

    public static final URI TOKENS = URI.create("https://api.amazon.com/auth/o2/token");
    public static final String JAPAN = "A1VC38T7YXB528";

    /** "Minutes". Not documented (confidence: low). */
    public static final Duration COUNT_LAG = Duration.ofMinutes(15);

    /** With the usual lag of counts. */
    public AmazonSettings(URI base, URI tokenUrl, String sellerId, String marketplaceId) {
        this(base, tokenUrl, sellerId, marketplaceId, COUNT_LAG);
    }
}
