package dev.netstock.stock.supply;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.Map;
import java.util.Optional;

/**
 * The ledger's supply of a SKU at a location.
 *
 * @param supply units that can be promised in total, before any order is counted
 * @param ledgerVersion the ledger's version of this number and of the buffers, 1 or more; it only
 *     grows
 * @param categoryBuffers units that channels leave alone because of the SKU's category; empty: as
 *     they are
 */
public record SupplyChange(
        Sku sku,
        Location location,
        long supply,
        long ledgerVersion,
        Optional<Map<Channel, Integer>> categoryBuffers) {
    public static final long SUPPLY_MAX = 1_000_000_000;

    public SupplyChange {
        categoryBuffers = categoryBuffers.map(Map::copyOf);
        if (Math.abs(supply) > SUPPLY_MAX) {
            throw new IllegalArgumentException("A supply is within plus and minus 1000000000");
        }
        if (ledgerVersion < 1) {
            throw new IllegalArgumentException("A ledger version is 1 or more");
        }
    }

    /** A change of supply alone. */
    public SupplyChange(Sku sku, Location location, long supply, long ledgerVersion) {
        this(sku, location, supply, ledgerVersion, Optional.empty());
    }
}
