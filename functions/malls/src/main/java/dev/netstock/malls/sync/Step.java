package dev.netstock.malls.sync;

import dev.netstock.malls.port.CountChange;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.Map;

/** What to do next for an item. */
sealed interface Step {
    /** Move units into the pool (above 0) or out of it (below 0). */
    record Move(Map<Sku, Long> units) implements Step {}

    /** Write to the mall. */
    record Write(CountChange change, Urgency urgency) implements Step {}

    /** Let another mapping take effect. */
    record Change() implements Step {}

    /** Nothing until this time, but for a reading. */
    record Wait(Instant until) implements Step {}
}
