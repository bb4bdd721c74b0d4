package dev.netstock.salemode.mode;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

/**
 * Units of a SKU at a location that one channel sells during a sale.
 *
 * @param sku the SKU
 * @param location the location
 * @param channel the channel
 * @param units units to set aside
 * @param spillover whether the channel may take from general stock once they are sold
 */
public record SalePool(Sku sku, Location location, Channel channel, long units, boolean spillover) {
    /** The first item of the SKU at the location. */
    public ItemKey place() {
        return ItemKey.of(sku, location);
    }

    /** Whether it is the same pool, whatever it has. */
    boolean isOf(SalePool other) {
        return place().equals(other.place()) && channel.equals(other.channel());
    }

    /** As messages for people name it. */
    public String text() {
        return sku + " at " + location + " for " + channel;
    }
}
