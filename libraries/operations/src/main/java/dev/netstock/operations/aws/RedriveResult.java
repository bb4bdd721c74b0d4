package dev.netstock.operations.aws;

import java.util.List;

/**
 * The result of a replay.
 *
 * @param replayed how many messages or batches were replayed
 * @param kept one line for each that failed again: its object and the reason
 * @param last where the replay ended; the next part begins after it
 */
public record RedriveResult(int replayed, List<String> kept, String last) {
    public RedriveResult {
        kept = List.copyOf(kept);
    }
}
