package dev.netstock.projection;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;

import java.util.List;
import java.util.Map;

/**
 * Something that is made of events. The same code writes what is new and what is replayed, so that
 * a projection made anew equals the one that serves. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Projection {
    /**
     * Writes events into one generation. An event that was written before changes nothing; their
     * order makes no odds.
     *
     * @param generation which one
     * @param events of any type: those that are no news to this projection are overlooked
     * @return how many of what, for the operators
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not answer within the
     *     call's deadline; write them again then
     */
    Map<String, Long> apply(int generation, List<StockEvent> events, Call call);
}
