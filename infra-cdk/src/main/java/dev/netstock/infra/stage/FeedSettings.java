package dev.netstock.infra.stage;

/**
 * How a function is fed by its stream or queue.
 *
 * @param batchSize most records or messages handed to it at once
 * @param windowSeconds longest wait for a batch to fill; 0 where each counts, and in a FIFO queue
 * @param sideBySide batches at work at the same time: of one stream shard, 1–10; of a queue in all,
 *     2–1,000
 */
public record FeedSettings(int batchSize, int windowSeconds, int sideBySide) {
    public FeedSettings {
        if (windowSeconds < 0) {
            throw new IllegalArgumentException("A window is 0 or more seconds");
        }
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("Lambda hands over 1-10000 at once");
        }
        if (sideBySide < 1 || sideBySide > 1_000) {
            throw new IllegalArgumentException("1-1000 batches are at work side by side");
        }
    }
}
