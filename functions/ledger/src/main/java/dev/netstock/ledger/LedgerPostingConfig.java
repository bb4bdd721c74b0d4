package dev.netstock.ledger;

import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;

/**
 * What the posting function is told by its environment.
 *
 * @param ledger {@code LEDGER_*}
 * @param syncQueue {@code SUPPLY_SYNC_QUEUE}: the URL of the queue that wakes the sync
 */
record LedgerPostingConfig(LedgerConfig ledger, String syncQueue) {
    static LedgerPostingConfig of(Environment environment) {
        return new LedgerPostingConfig(
                LedgerConfig.of(environment), environment.required("SUPPLY_SYNC_QUEUE"));
    }

    SyncWake wake(CallListener listener) {
        return QueueSyncWake.to(syncQueue, listener);
    }
}
