package dev.netstock.salemode.mode;

import dev.netstock.salerules.SaleRules;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The settings that differ, or may differ, from normal operation because of a sale.
 *
 * @param supply the pace of the supply sync
 * @param requestsWait whether replenishment requests are held back
 * @param malls what external malls may sell
 * @param spread the SKUs that are spread over shards for the sale
 */
public record ActiveOverrides(
        SupplyPace supply, boolean requestsWait, MallRule malls, SortedSet<Sku> spread) {
    /** Normal operation. */
    public static final ActiveOverrides NONE =
            new ActiveOverrides(
                    SupplyPace.NORMAL, false, MallRule.OPEN, Collections.emptySortedSet());

    public ActiveOverrides {
        spread = Collections.unmodifiableSortedSet(new TreeSet<>(spread));
    }

    /** The rules for other functions. */
    public SaleRules rules() {
        return new SaleRules(supply, requestsWait);
    }

    ActiveOverrides withSupply(SupplyPace other) {
        return new ActiveOverrides(other, requestsWait, malls, spread);
    }

    ActiveOverrides withRequestsWait(boolean wait) {
        return new ActiveOverrides(supply, wait, malls, spread);
    }

    ActiveOverrides withMalls(MallRule other) {
        return new ActiveOverrides(supply, requestsWait, other, spread);
    }

    /** Adds SKUs. Those that were spread before stay listed until they are merged. */
    ActiveOverrides withSpread(Collection<Sku> more) {
        var all = new TreeSet<>(spread);
        all.addAll(more);
        return new ActiveOverrides(supply, requestsWait, malls, all);
    }

    ActiveOverrides withoutSpread() {
        return new ActiveOverrides(supply, requestsWait, malls, NONE.spread);
    }
}
