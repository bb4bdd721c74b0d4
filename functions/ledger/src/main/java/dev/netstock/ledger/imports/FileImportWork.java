package dev.netstock.ledger.imports;

import dev.netstock.files.FileNotification;
import dev.netstock.files.Upload;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.inquiry.SearchIndex;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports the uploaded files of messages. After an import it wakes the supply sync, and starts
 * reconcile if the file is book stock; if a message is lost, the schedules of both follow up. It
 * also brings the search index up to date. Thread-safe.
 *
 * @param importer imports a file
 * @param ledger the database of the search index
 * @param wake wakes the supply sync
 * @param reconcile the queue of reconcile
 * @param mallItems the queue of the import of mall items, if the stage has malls: S3 sends all
 *     notifications of the inbox to one queue
 */
record FileImportWork(
        FileImporter importer,
        Transactions ledger,
        SyncWake wake,
        QueueSender reconcile,
        Optional<QueueSender> mallItems)
        implements QueueWork<FileNotification> {
    private static final String MALL_ITEMS = "mall-items";

    static final String START_RECONCILE = "{\"start\":{}}";

    private static final Logger LOG = LoggerFactory.getLogger(FileImportWork.class);

    @Override
    public BatchResult handle(List<Message<FileNotification>> messages, Call call) {
        Map<String, Long> counts = new HashMap<>();
        for (Message<FileNotification> message : messages) {
            for (Upload upload : message.body().uploads()) {
                Map<String, Long> done =
                        isOfMallItems(upload)
                                ? forward(upload, mallItems.orElseThrow(), call)
                                : counts(handle(upload, call));
                done.forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
        }
        return BatchResult.all(counts);
    }

    private boolean isOfMallItems(Upload upload) {
        return mallItems.isPresent() && upload.key().folder().equals(Optional.of(MALL_ITEMS));
    }

    /** A message that is not accepted fails this one, which then comes again. */
    private static Map<String, Long> forward(Upload upload, QueueSender queue, Call call) {
        var message = QueuedMessage.of("file", FileNotification.json(upload));
        if (!queue.send(List.of(message), call).isEmpty()) {
            throw new IllegalStateException("The queue of mall items did not accept a message");
        }
        return Map.of("FilesForwarded", 1L);
    }

    /**
     * Follows up a file that is known, or that was moved out of the inbox, as well: the function
     * may have been killed after that.
     */
    private ImportResult handle(Upload upload, Call call) {
        ImportResult result = importer.handle(upload, call);
        switch (result) {
            case ImportResult.Taken _, ImportResult.Known _, ImportResult.Gone _ -> {
                wake.wake(call);
                if (FileImporter.kind(upload.key()).filter(FileKind::mayNameItems).isPresent()) {
                    SearchIndex.update(ledger);
                }
                if (FileImporter.kind(upload.key()).equals(Optional.of(FileKind.BOOK_STOCK))) {
                    startReconcile(call);
                }
            }
            case ImportResult.Refused _ ->
                    LOG.warn(
                            "A file was refused. Read the report next to {}",
                            upload.key().refused());
        }
        return result;
    }

    private void startReconcile(Call call) {
        try {
            var start = QueuedMessage.of("start", START_RECONCILE);
            if (!reconcile.send(List.of(start), call).isEmpty()) {
                LOG.warn("The queue did not accept the message that starts reconcile");
            }
        } catch (RuntimeException e) {
            LOG.error("Reconcile cannot be started", e);
        }
    }

    private static Map<String, Long> counts(ImportResult result) {
        return switch (result) {
            case ImportResult.Taken(long rowsRead, long rowsNew, long contradictions) ->
                    Map.of(
                            "FilesTaken", 1L,
                            "RowsRead", rowsRead,
                            "RowsNew", rowsNew,
                            "Contradictions", contradictions);
            case ImportResult.Known _ -> Map.of("FilesKnown", 1L);
            case ImportResult.Refused _ -> Map.of("FilesRefused", 1L);
            case ImportResult.Gone _ -> Map.of("FilesGone", 1L);
        };
    }
}
