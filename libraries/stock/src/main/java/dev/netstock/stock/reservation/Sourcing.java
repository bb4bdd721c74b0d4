package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.reservation.Contents.LineKey;

import java.util.List;

/**
 * The locations that may serve an order.
 *
 * @param places the locations, as they were when the attempt began
 * @param seller who sells the order
 */
record Sourcing(Places places, Seller seller) {
    /** The places that may serve a line, by priority; none if the line names a closed location. */
    List<ItemKey> candidates(LineKey line) {
        return locations(line).stream().map(place -> ItemKey.of(line.sku(), place)).toList();
    }

    /**
     * The units of each SKU that the seller leaves alone at a location, unless the SKU has others.
     */
    int buffer(Location location) {
        return places.buffer(location, seller.channel());
    }

    /** Whether units of the location that a line names may be taken. */
    boolean sells(LineKey line) {
        return line.location().filter(places::sells).isPresent();
    }

    private List<Location> locations(LineKey line) {
        return line.location()
                .map(named -> places.sells(named) ? List.of(named) : List.<Location>of())
                .orElseGet(() -> seller.group().map(places::selling).orElseGet(places::selling));
    }
}
