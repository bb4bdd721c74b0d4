package dev.netstock.infra.stage;

/**
 * How the deltas are read into the history.
 *
 * @param batchSize most deltas handed to the function at once
 * @param batchWindowSeconds longest wait for a batch to fill: the lag of the history when it is
 *     quiet
 * @param batchesPerShard batches of one stream shard at work at the same time, 1–10
 */
public record HistoryFeedSettings(int batchSize, int batchWindowSeconds, int batchesPerShard) {}
