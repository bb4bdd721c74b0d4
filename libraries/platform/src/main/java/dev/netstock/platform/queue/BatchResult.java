package dev.netstock.platform.queue;

import java.util.Map;
import java.util.Set;

/**
 * The result of handling a batch of messages.
 *
 * @param failed the ids of the messages to be retried; the others are done
 * @param counts counts for metrics, by name
 */
public record BatchResult(Set<String> failed, Map<String, Long> counts) {
    public BatchResult {
        failed = Set.copyOf(failed);
        counts = Map.copyOf(counts);
    }

    /** All messages are done. */
    public static BatchResult all(Map<String, Long> counts) {
        return new BatchResult(Set.of(), counts);
    }
}
