package dev.netstock.malls.orders;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A command to net stock that is repeated until it is answered. */
public sealed interface HoldCommand {
    OrderId id();

    Map<Sku, Long> units();

    /** Reserves units under a new id. */
    record Reserve(OrderId id, Map<Sku, Long> units) implements HoldCommand {
        public Reserve {
            units = Collections.unmodifiableMap(new TreeMap<>(units));
        }
    }

    /** Gives units of a reservation back. */
    record Cancel(OrderId id, CancellationId cancellation, Map<Sku, Long> units)
            implements HoldCommand {
        public Cancel {
            units = Collections.unmodifiableMap(new TreeMap<>(units));
        }
    }
}
