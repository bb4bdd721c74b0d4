package dev.netstock.stock.place;

import dev.netstock.stock.Channel;

import java.util.Locale;

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
 * @param version +1 at each change; 0: the default of a channel that has no settings
 */
public record SalesChannel(
        Channel channel, String name, Kind kind, int buffer, boolean spillover, long version) {
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

    /** How a channel sells that has no settings. */
    public static SalesChannel byDefault(Channel channel) {
        Kind kind =
                channel.equals(STOREFRONT)
                        ? Kind.STOREFRONT
                        : channel.equals(POS) ? Kind.POS : Kind.MALL;
        return new SalesChannel(channel, channel.value(), kind, 0, true, 0);
    }

    /** The same channel with another version. */
    public SalesChannel withVersion(long next) {
        return new SalesChannel(channel, name, kind, buffer, spillover, next);
    }
}
