package dev.netstock.malls.mapping;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.files.FileNotification;
import dev.netstock.files.S3FileBucket;
import dev.netstock.malls.ConfiguredMall;
import dev.netstock.malls.MallsConfig;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.InstantSource;

/** The import of files that map items of malls to SKUs. Thread-safe. */
public final class MallItemImportHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /** S3 waits while items are mapped. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final QueueFunction<FileNotification> function;

    /** Called by Lambda; reads the environment. */
    public MallItemImportHandler() {
        this(Environment.ofFunction());
    }

    private MallItemImportHandler(Environment environment) {
        this(importer(environment, new MallsConfig(environment)), new FailureTally());
    }

    private static MallItemImporter importer(Environment environment, MallsConfig config) {
        var client = S3Client.builder().httpClient(DynamoClients.httpClient(READ_TIMEOUT)).build();
        return new MallItemImporter(
                new S3FileBucket(client, environment.required("FILES_BUCKET")),
                config.malls().stream().map(ConfiguredMall::channel).toList(),
                config.stores(),
                Parallel.upTo(DynamoClients.CONNECTIONS_MAX),
                InstantSource.system());
    }

    /**
     * Creates the function.
     *
     * @param failures counts what fails
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
