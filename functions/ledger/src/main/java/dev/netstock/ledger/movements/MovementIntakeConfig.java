package dev.netstock.ledger.movements;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;

import java.time.ZoneId;

/**
 * What the movement intake is told by its environment.
 *
 * @param ledger {@code LEDGER_*}
 * @param supplySyncQueue {@code SUPPLY_SYNC_QUEUE}, a URL
 * @param timeZone {@code TIME_ZONE}, where the retailer is
 */
record MovementIntakeConfig(LedgerConfig ledger, String supplySyncQueue, ZoneId timeZone) {
    static MovementIntakeConfig of(Environment environment) {
        return new MovementIntakeConfig(
                LedgerConfig.of(environment),
                environment.required("SUPPLY_SYNC_QUEUE"),
                environment.required("TIME_ZONE", BusinessDates::zone));
    }

    LedgerDatabase database() {
        return LedgerDatabase.of(ledger);
    }

    SyncWake wake(CallListener listener) {
        return QueueSyncWake.to(supplySyncQueue, listener);
    }
}
