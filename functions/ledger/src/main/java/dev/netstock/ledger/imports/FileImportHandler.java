package dev.netstock.ledger.imports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.time.InstantSource;

/**
 * The file import: takes the core system's files into the ledger, each whole or not at all.
 * Thread-safe.
 */
public final class FileImportHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<FileNotification> function;

    /** As Lambda makes it, from the environment. */
    public FileImportHandler() {
        this(FileImportConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private FileImportHandler(FileImportConfig config, FailureTally failures) {
        this(config, config.database(), failures);
    }

    private FileImportHandler(
            FileImportConfig config, LedgerDatabase database, FailureTally failures) {
        this(
                new FileImporter(
                        config.bucket(),
                        new FileLedger(database),
                        InstantSource.system(),
                        new BusinessDates(InstantSource.system(), config.timeZone())),
                config.afterImport(failures),
                failures);
        Priming.register(_ -> database.prime());
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code after}
     */
    FileImportHandler(FileImporter importing, ImportFollowUp after, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "importFiles",
                        FileNotification::read,
                        new FileWork(importing, after),
                        new Telemetry("file-import", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
