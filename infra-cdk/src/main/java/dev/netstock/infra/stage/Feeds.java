package dev.netstock.infra.stage;

import dev.netstock.infra.function.NetStockFunction;

import java.util.Map;

/** How the functions behind streams and queues are fed. */
final class Feeds {
    private Feeds() {}

    /**
     * The feeds of a stage. Whoever writes much for each event waits a second, so that one write
     * serves several; what a customer or the next part waits for is handed over at once.
     *
     * @param sideBySide batches of a queue that are at work at the same time
     */
    static Map<NetStockFunction, FeedSettings> upTo(int sideBySide) {
        return Map.of(
                NetStockFunction.DELTA_PUBLISHER, new FeedSettings(100, 0, 2),
                NetStockFunction.LEVEL_PUBLISHER, new FeedSettings(100, 0, 2),
                NetStockFunction.EXPIRY, new FeedSettings(10, 0, sideBySide),
                NetStockFunction.SWEEP, new FeedSettings(10, 0, sideBySide),
                NetStockFunction.HISTORY, new FeedSettings(100, 1, sideBySide),
                NetStockFunction.SALES, new FeedSettings(100, 1, sideBySide),
                NetStockFunction.REPLENISHMENT, new FeedSettings(10, 0, sideBySide));
    }
}
