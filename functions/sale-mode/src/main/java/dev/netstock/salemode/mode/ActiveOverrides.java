package dev.netstock.salemode.mode;

import dev.netstock.salerules.SaleRules;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The settings that differ, or may differ, from normal operation because of a sale.
 *
 * @param supply the pace of the supply sync
 * @param requestsWait whether replenishment requests are held back
 * @param malls what external malls may sell
 * @param spread the SKUs that are spread over shards for the sale
 * @param limited the SKUs that have a purchase limit for the sale
 * @param pools the pools that channels have for the sale
 */
public record ActiveOverrides(
        SupplyPace supply,
        boolean requestsWait,
        MallRule malls,
        SortedSet<Sku> spread,
        SortedSet<Sku> limited,
        List<SalePool> pools) {
    /** Normal operation. */
    public static final ActiveOverrides NONE =
            new ActiveOverrides(
                    SupplyPace.NORMAL,
                    false,
                    MallRule.OPEN,
                    Collections.emptySortedSet(),
                    Collections.emptySortedSet(),
                    List.of());

    public ActiveOverrides {
        spread = Collections.unmodifiableSortedSet(new TreeSet<>(spread));
        limited = Collections.unmodifiableSortedSet(new TreeSet<>(limited));
        pools = List.copyOf(pools);
    }

    /** The rules for other functions. */
    public SaleRules rules() {
        return new SaleRules(supply, requestsWait);
    }

    ActiveOverrides withSupply(SupplyPace other) {
        return new ActiveOverrides(other, requestsWait, malls, spread, limited, pools);
    }

    ActiveOverrides withRequestsWait(boolean wait) {
        return new ActiveOverrides(supply, wait, malls, spread, limited, pools);
    }

    ActiveOverrides withMalls(MallRule other) {
        return new ActiveOverrides(supply, requestsWait, other, spread, limited, pools);
    }

    /** Adds SKUs. Those that were spread before stay listed until they are merged. */
    ActiveOverrides withSpread(Collection<Sku> more) {
        var all = new TreeSet<>(spread);
        all.addAll(more);
        return new ActiveOverrides(supply, requestsWait, malls, all, limited, pools);
    }

    ActiveOverrides withoutSpread() {
        return new ActiveOverrides(supply, requestsWait, malls, NONE.spread, limited, pools);
    }

    /** Adds SKUs. Those that were limited before stay listed until the limits are lifted. */
    ActiveOverrides withLimited(Collection<Sku> more) {
        var all = new TreeSet<>(limited);
        all.addAll(more);
        return new ActiveOverrides(supply, requestsWait, malls, spread, all, pools);
    }

    ActiveOverrides withoutLimited() {
        return new ActiveOverrides(supply, requestsWait, malls, spread, NONE.limited, pools);
    }

    /** Adds pools. Those of before stay listed until they end. */
    ActiveOverrides withPools(Collection<SalePool> more) {
        var all = new ArrayList<>(pools);
        more.stream().filter(pool -> all.stream().noneMatch(pool::isOf)).forEach(all::add);
        return new ActiveOverrides(supply, requestsWait, malls, spread, limited, all);
    }

    ActiveOverrides withoutPools() {
        return new ActiveOverrides(supply, requestsWait, malls, spread, limited, NONE.pools);
    }
}
