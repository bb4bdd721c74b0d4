package dev.netstock.salemode.mode;

import dev.netstock.salerules.SaleRules;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a sale has otherwise than any day, at this moment, or may have.
 *
 * @param supply how fast supply is sent
 * @param requestsWait whether requests to fill shelves wait
 * @param malls what external malls may do
 * @param spread the SKUs that are spread for the sale
 */
public record ActiveOverrides(
        SupplyPace supply, boolean requestsWait, MallRule malls, SortedSet<Sku> spread) {
    /** A day like any other. */
    public static final ActiveOverrides NOTHING =
            new ActiveOverrides(
                    SupplyPace.NORMAL, false, MallRule.OPEN, Collections.emptySortedSet());

    public ActiveOverrides {
        spread = Collections.unmodifiableSortedSet(new TreeSet<>(spread));
    }

    /** What other functions obey. */
    public SaleRules rules() {
        return new SaleRules(supply, requestsWait);
    }

    ActiveOverrides supply(SupplyPace other) {
        return new ActiveOverrides(other, requestsWait, malls, spread);
    }

    ActiveOverrides requests(boolean wait) {
        return new ActiveOverrides(supply, wait, malls, spread);
    }

    ActiveOverrides malls(MallRule other) {
        return new ActiveOverrides(supply, requestsWait, other, spread);
    }

    /** What was spread before stays on record too: it has to be gathered. */
    ActiveOverrides spreading(Collection<Sku> more) {
        var all = new TreeSet<>(spread);
        all.addAll(more);
        return new ActiveOverrides(supply, requestsWait, malls, all);
    }

    ActiveOverrides gathered() {
        return new ActiveOverrides(supply, requestsWait, malls, NOTHING.spread);
    }
}
