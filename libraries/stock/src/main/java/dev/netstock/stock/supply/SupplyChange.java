package dev.netstock.stock.supply;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

/**
 * The ledger's supply of a SKU at a location.
 *
 * @param supply units that can be promised in total, before any order is counted
 * @param ledgerVersion the ledger's version of this number, 1 or more; it only grows
 */
public record SupplyChange(Sku sku, Location location, long supply, long ledgerVersion) {
    public static final long SUPPLY_MAX = 1_000_000_000;

    public SupplyChange {
        if (Math.abs(supply) > SUPPLY_MAX) {
            throw new IllegalArgumentException("A supply is within plus and minus 1000000000");
        }
        if (ledgerVersion < 1) {
            throw new IllegalArgumentException("A ledger version is 1 or more");
        }
    }
}
