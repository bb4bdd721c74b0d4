package dev.netstock.infra.stage;

import java.util.Set;

/**
 * The malls that there are adapters for. The channel of a mall is the beginning of the ids of its
 * orders, and its name in stage files.
 */
public enum MallChannel {
    RAKUTEN("rakuten", "Rakuten", "orderLagSeconds restocksOnCancel"),
    YAHOO("yahoo", "Yahoo", "sellerId fraudHoldMinutes orderLagSeconds restocksOnCancel"),
    AMAZON("amazon", "Amazon", "sellerId marketplaceId countLagSeconds"),
    SHOPIFY(
            "shopify",
            "Shopify",
            "shop locationId pointsPerSecond orderLagSeconds restocksOnCancel"),
    AU_PAY("au-pay", "AuPay", "shopId orderLagSeconds restocksOnCancel");

    private final String channel;
    private final String id;
    private final String ownMembers;

    MallChannel(String channel, String id, String ownMembers) {
        this.channel = channel;
        this.id = id;
        this.ownMembers = ownMembers;
    }

    /** The name in the ids of constructs, {@code AuPay}. */
    public String id() {
        return id;
    }

    /** The members that this mall's adapter has beside those of all malls. */
    Set<String> ownMembers() {
        return Set.of(ownMembers.split(" ", -1));
    }

    /** The channel, {@code au-pay}. */
    @Override
    public String toString() {
        return channel;
    }
}
