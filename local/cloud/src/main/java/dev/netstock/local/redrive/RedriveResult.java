package dev.netstock.local.redrive;

import java.util.List;

/**
 * What was put back.
 *
 * @param kept one line for each that stays aside: what it is, and why
 */
public record RedriveResult(int putBack, List<String> kept) {
    public RedriveResult {
        kept = List.copyOf(kept);
    }
}
