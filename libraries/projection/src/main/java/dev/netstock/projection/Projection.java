package dev.netstock.projection;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;

import java.util.List;
import java.util.Map;

/**
 * A projection of events. The same code writes new and replayed events, so that a rebuilt
 * projection equals the serving one. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Projection {
    /**
     * Writes events into one generation. Events that were written before have no effect, and their
     * order does not affect the result.
     *
     * @param generation the generation
     * @param events of any type; types that do not affect this projection are ignored
     * @return counts for metrics, by name
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not respond within
     *     the call's deadline; retry in that case
     */
    Map<String, Long> apply(int generation, List<StockEvent> events, Call call);
}
