package dev.netstock.ledger.imports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.files.FileNotification;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

/**
 * The file import: takes the core system's files into the ledger, each completely or not at all.
 * Thread-safe.
 */
public final class FileImportHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<FileNotification> function;

    /** Called by Lambda. */
    public FileImportHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private FileImportHandler(Environment environment, FailureTally failures) {
        this(
                FileImportConfig.of(environment)
                        .work(
                                LedgerDatabase.primed(environment),
                                QueueSyncWake.of(environment, failures),
                                failures),
                failures);
    }

    /**
     * @param failures the listener of the queues of {@code work}
     */
    FileImportHandler(FileImportWork work, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "importFiles",
                        FileNotification::read,
                        work,
                        new Telemetry("file-import", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
