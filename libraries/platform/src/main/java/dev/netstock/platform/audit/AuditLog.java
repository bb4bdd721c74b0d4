package dev.netstock.platform.audit;

import dev.netstock.platform.call.Call;

/** Stores acts. Entries are never changed or deleted. Implementations are thread-safe. */
@FunctionalInterface
public interface AuditLog {
    /**
     * Stores an entry.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if it could not be stored in time
     */
    void store(AuditEntry entry, Call call);
}
