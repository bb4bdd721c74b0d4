package dev.netstock.malls.mapping;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.files.FileNotification;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

/** The import of files that map items of malls to SKUs. Thread-safe. */
public final class MallItemImportHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<FileNotification> function;

    /**
     * Creates the function.
     *
     * @param failures the listener of the queues of {@code importer}
     */
    MallItemImportHandler(MallItemImporter importer, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "importMallItems",
                        FileNotification::read,
                        importer,
                        new Telemetry("mall-item-import", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
