package dev.netstock.malls.orders;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reservation of a mall's order. The first has the order's own number; an order that grew has
 * more.
 *
 * @param units what it holds
 * @param cancellations how many cancellations it had
 */
public record Hold(OrderId id, Map<Sku, Long> units, int cancellations) {
    public Hold {
        units = Collections.unmodifiableMap(new TreeMap<>(units));
    }
}
