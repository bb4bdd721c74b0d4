package dev.netstock.ledger.imports;

import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * What follows a file: net stock hears of the new supply, and both sides are compared once book
 * stock came. What is lost here is made good by schedules.
 *
 * @param wake wakes the supply sync
 * @param reconcile the queue of reconcile
 */
record ImportFollowUp(SyncWake wake, QueueSender reconcile) {
    static final String START_RECONCILE = "{\"start\":{}}";

    private static final Logger LOG = LoggerFactory.getLogger(ImportFollowUp.class);

    /** Also where the file was known: whoever took it may have been killed before this. */
    void follow(FileKey key, ImportResult result, Call call) {
        switch (result) {
            case ImportResult.Taken _, ImportResult.Known _ -> {
                wake.wake(call);
                if (key.kind().filter(kind -> kind == FileKind.BOOK_STOCK).isPresent()) {
                    startReconcile(call);
                }
            }
            case ImportResult.Refused _, ImportResult.Gone _ -> {}
        }
    }

    private void startReconcile(Call call) {
        try {
            var start = QueuedMessage.of("start", START_RECONCILE);
            if (!reconcile.send(List.of(start), call).isEmpty()) {
                LOG.warn("Reconcile was not started");
            }
        } catch (RuntimeException e) {
            LOG.error("Reconcile cannot be started", e);
        }
    }
}
