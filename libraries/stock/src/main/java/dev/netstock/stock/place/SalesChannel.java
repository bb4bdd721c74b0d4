package dev.netstock.stock.place;

import dev.netstock.stock.Channel;
import dev.netstock.stock.limit.PurchaseLimit;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A channel, and how it may sell.
 *
 * @param channel its id
 * @param name its name for people, 1–100 characters
 * @param kind what kind of seller it is
 * @param buffer units of each SKU that it leaves alone at every location, unless the location or
 *     the SKU says otherwise
 * @param spillover whether it may take from general stock once its own pool is empty, unless the
 *     pool says otherwise
 * @param holds how long its orders may hold units
 * @param limit how many units of each SKU one of its orders, and one of its customers, may hold
 *     while no limit of the SKU itself applies; empty for any number
 * @param version +1 at each change; 0: the default of a channel that has no settings
 */
public record SalesChannel(
        Channel channel,
        String name,
        Kind kind,
        int buffer,
        boolean spillover,
        Holds holds,
        Optional<PurchaseLimit> limit,
        long version) {
    /**
     * The least time from setting a channel's limit to its beginning: longer than locations and
     * channels are cached, so every environment knows the limit when it begins.
     */
    public static final Duration LIMIT_LEAD_TIME = Duration.ofSeconds(30);

    private static final Channel STOREFRONT = new Channel("storefront");
    private static final Channel POS = new Channel("pos");

    /** The kinds of sellers. */
    public enum Kind {
        STOREFRONT,
        POS,
        MALL;

        /** As the API and the table write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How long orders may hold units for a payment. The stage has a longest hold for each channel,
     * within which these settings apply.
     *
     * @param standard the hold of an order that asks for none; empty for 15 minutes
     * @param longest the longest hold; empty for that of the stage
     */
    public record Holds(Optional<Duration> standard, Optional<Duration> longest) {
        /** A channel that may do what the stage allows. */
        public static final Holds OF_STAGE = new Holds(Optional.empty(), Optional.empty());
    }

    /** How a channel sells that has no settings. */
    public static SalesChannel byDefault(Channel channel) {
        Kind kind =
                channel.equals(STOREFRONT)
                        ? Kind.STOREFRONT
                        : channel.equals(POS) ? Kind.POS : Kind.MALL;
        return new SalesChannel(
                channel, channel.value(), kind, 0, true, Holds.OF_STAGE, Optional.empty(), 0);
    }

    /** The same channel with another limit. */
    public SalesChannel withLimit(Optional<PurchaseLimit> other) {
        return new SalesChannel(channel, name, kind, buffer, spillover, holds, other, version);
    }

    /** The same channel with another version. */
    public SalesChannel withVersion(long next) {
        return new SalesChannel(channel, name, kind, buffer, spillover, holds, limit, next);
    }
}
