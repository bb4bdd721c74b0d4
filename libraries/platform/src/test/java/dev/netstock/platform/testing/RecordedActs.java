package dev.netstock.platform.testing;

import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.call.Call;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit log in memory. */
public final class RecordedActs implements AuditLog {
    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void store(AuditEntry entry, Call call) {
        entries.add(entry);
    }

    /** All entries, in the order in which they were stored. */
    public List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    /** The entry of the only act that ended. */
    public AuditEntry ended() {
        List<AuditEntry> ended =
                entries.stream().filter(entry -> entry.result().isPresent()).toList();
        if (ended.size() != 1) {
            throw new AssertionError("Not one act: " + entries);
        }
        return ended.getFirst();
    }
}
