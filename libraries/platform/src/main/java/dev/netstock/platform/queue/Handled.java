package dev.netstock.platform.queue;

import java.util.Map;
import java.util.Set;

/**
 * What came of a batch of messages.
 *
 * @param failed the ids of the messages that shall come again; the others are done
 * @param counts how many of what, for the operators
 */
public record Handled(Set<String> failed, Map<String, Long> counts) {
    public Handled {
        failed = Set.copyOf(failed);
        counts = Map.copyOf(counts);
    }

    /** All messages are done. */
    public static Handled all(Map<String, Long> counts) {
        return new Handled(Set.of(), counts);
    }
}
