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
public record Held(SupplyPace supply, boolean requestsWait, Malls malls, SortedSet<Sku> spread) {
    /** A day like any other. */
    public static final Held NOTHING =
            new Held(SupplyPace.NORMAL, false, Malls.OPEN, Collections.emptySortedSet());

    public Held {
        spread = Collections.unmodifiableSortedSet(new TreeSet<>(spread));
    }

    /** What other functions obey. */
    public SaleRules rules() {
        return new SaleRules(supply, requestsWait);
    }

    Held supply(SupplyPace other) {
        return new Held(other, requestsWait, malls, spread);
    }

    Held requests(boolean wait) {
        return new Held(supply, wait, malls, spread);
    }

    Held malls(Malls other) {
        return new Held(supply, requestsWait, other, spread);
    }

    /** What was spread before stays on record too: it has to be gathered. */
    Held spreading(Collection<Sku> more) {
        var all = new TreeSet<>(spread);
        all.addAll(more);
        return new Held(supply, requestsWait, malls, all);
    }

    Held gathered() {
        return new Held(supply, requestsWait, malls, NOTHING.spread);
    }
}
