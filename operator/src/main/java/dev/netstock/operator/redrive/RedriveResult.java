package dev.netstock.operator.redrive;

import java.util.List;

/**
 * The result of a replay.
 *
 * @param replayed how many messages or batches were replayed
 * @param kept one line for each that failed again: its object and the reason
 */
public record RedriveResult(int replayed, List<String> kept) {
    public RedriveResult {
        kept = List.copyOf(kept);
    }
}
