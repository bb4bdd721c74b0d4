package dev.netstock.ledger.sync;

import dev.netstock.platform.call.Call;

/**
 * Wakes the supply sync, after a commit that changed supply. A wake-up that is lost is made good by
 * the next one, or by the schedule within a minute. Implementations are thread-safe.
 */
@FunctionalInterface
public interface SyncWake {
    void wake(Call call);
}
