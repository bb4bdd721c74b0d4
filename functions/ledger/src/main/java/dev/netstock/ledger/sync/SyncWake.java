package dev.netstock.ledger.sync;

import dev.netstock.platform.call.Call;

/**
 * Wakes the supply sync after a commit that changed supply. If a wake-up is lost, the next one or
 * the schedule wakes the sync within a minute. Implementations are thread-safe.
 */
@FunctionalInterface
public interface SyncWake {
    void wake(Call call);
}
