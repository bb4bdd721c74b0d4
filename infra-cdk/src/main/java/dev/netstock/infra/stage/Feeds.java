package dev.netstock.infra.stage;

import dev.netstock.infra.function.NetStockFunction;

import java.util.EnumMap;
import java.util.Map;

/** How the functions behind streams and queues are fed. */
final class Feeds {
    private Feeds() {}

    /**
     * The feeds of a stage. Whoever writes much for each event waits a second, so that one write
     * serves several; what a customer or the next part waits for is handed over at once.
     *
     * @param sideBySide batches of a queue that are at work at the same time
     * @param ledgerSideBySide the same, of what writes to the ledger or reads much of it
     */
    static Map<NetStockFunction, FeedSettings> upTo(int sideBySide, int ledgerSideBySide) {
        var feeds = new EnumMap<NetStockFunction, FeedSettings>(NetStockFunction.class);
        feeds.putAll(ofNetStock(sideBySide));
        feeds.putAll(ofLedger(ledgerSideBySide));
        // One walks, whoever else comes finds its turn taken: many wakes are one.
        feeds.put(NetStockFunction.SALE_MODE_STEPS, new FeedSettings(10, 0, 2));
        return feeds;
    }

    /** A file is one import, and a slice of a comparison one piece of work: each comes alone. */
    private static Map<NetStockFunction, FeedSettings> ofLedger(int sideBySide) {
        return Map.of(
                NetStockFunction.LEDGER_POSTING, new FeedSettings(100, 1, sideBySide),
                NetStockFunction.SUPPLY_SYNC, new FeedSettings(10, 1, 2),
                NetStockFunction.MOVEMENT_INTAKE, new FeedSettings(1_000, 1, 4),
                NetStockFunction.FILE_IMPORT, new FeedSettings(1, 0, 2),
                NetStockFunction.RECONCILE, new FeedSettings(1, 0, sideBySide));
    }

    private static Map<NetStockFunction, FeedSettings> ofNetStock(int sideBySide) {
        return Map.of(
                NetStockFunction.DELTA_PUBLISHER, new FeedSettings(100, 0, 2),
                NetStockFunction.LEVEL_PUBLISHER, new FeedSettings(100, 0, 2),
                NetStockFunction.EXPIRY, new FeedSettings(10, 0, sideBySide),
                NetStockFunction.SWEEP, new FeedSettings(10, 0, sideBySide),
                NetStockFunction.HISTORY, new FeedSettings(100, 1, sideBySide),
                NetStockFunction.SALES, new FeedSettings(100, 1, sideBySide),
                NetStockFunction.REPLENISHMENT, new FeedSettings(10, 0, sideBySide),
                NetStockFunction.SHARDS, new FeedSettings(100, 1, 2));
    }
}
