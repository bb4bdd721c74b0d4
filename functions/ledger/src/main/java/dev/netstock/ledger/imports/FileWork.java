package dev.netstock.ledger.imports;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Imports the files that messages name.
 *
 * @param importing imports one
 * @param after what follows
 */
record FileWork(FileImporter importing, ImportFollowUp after)
        implements QueueWork<FileNotification> {
    private static final Logger LOG = LoggerFactory.getLogger(FileWork.class);

    @Override
    public BatchResult handle(List<Message<FileNotification>> messages, Call call) {
        Map<String, Long> counts = new HashMap<>();
        for (Message<FileNotification> message : messages) {
            for (Upload upload : message.body().uploads()) {
                counts(handle(upload, call)).forEach((it, n) -> counts.merge(it, n, Long::sum));
            }
        }
        return BatchResult.all(counts);
    }

    private ImportResult handle(Upload upload, Call call) {
        FileKey key = upload.key();
        ImportResult result = importing.handle(upload);
        if (result instanceof ImportResult.Refused) {
            LOG.warn("A file was refused: see the report beside {}", key.refused());
        }
        after.follow(key, result, call);
        return result;
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
