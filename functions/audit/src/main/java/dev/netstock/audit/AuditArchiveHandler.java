package dev.netstock.audit;

import static dev.netstock.platform.aws.Attributes.number;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.audit.ArchivedChange.Kind;
import dev.netstock.platform.audit.AuditCodec;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.stream.FailedRecords;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.platform.stream.StreamBatch.Entry;
import dev.netstock.platform.stream.StreamImage;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * The audit archive: stores each batch of the audit log's stream as one object of JSON lines. A
 * retry of a batch overwrites its object. A row that was changed or deleted before its time is
 * archived with its former contents, and counted for an alarm: no function may do so. Thread-safe.
 */
public final class AuditArchiveHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(AuditArchiveHandler.class);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Set<String> CHANGES = Set.of("INSERT", "MODIFY", "REMOVE");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    private final S3Client objects;
    private final String bucket;
    private final FailedRecords failedRecords;
    private final Telemetry telemetry = new Telemetry("audit-archive", new FailureTally());

    /** Used by Lambda; reads the environment variables. */
    public AuditArchiveHandler() {
        this(Environment.ofFunction());
    }

    private AuditArchiveHandler(Environment environment) {
        this(
                S3Client.builder().httpClient(DynamoClients.httpClient(RESPONSE_TIMEOUT)).build(),
                environment.required("ARCHIVE_BUCKET"),
                FailedRecords.of(environment));
    }

    /** Creates the function. */
    AuditArchiveHandler(S3Client objects, String bucket, FailedRecords failedRecords) {
        this.objects = objects;
        this.bucket = bucket;
        this.failedRecords = failedRecords;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return telemetry.logged(context, () -> archive(event.getRecords(), context));
    }

    private StreamsEventResponse archive(List<DynamodbStreamRecord> records, Context context) {
        long startedAt = System.nanoTime();
        StreamBatch<ArchivedChange> batch =
                StreamBatch.read(records, CHANGES, AuditArchiveHandler::change);
        List<Entry<ArchivedChange>> kept =
                batch.entries().stream()
                        .filter(entry -> entry.content().kind() != Kind.RETIRED)
                        .toList();
        boolean isStored = kept.isEmpty() || store(kept);
        StreamsEventResponse answer =
                batch.answer(
                        batch.unreadable(),
                        isStored ? Set.of() : Set.of(kept.getFirst().sequenceNumber()),
                        failedRecords,
                        context);
        telemetry.report(
                new CallReport(
                        "archiveAudit",
                        answer.getBatchItemFailures().isEmpty() ? "archived" : "try-again",
                        Map.of(
                                "Entries", (long) kept.size(),
                                "RowsChanged", isStored ? changed(kept) : 0,
                                "RefusedRecords", (long) batch.unreadable().size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }

    /**
     * Decodes a record of the stream.
     *
     * @throws IllegalArgumentException if a row is not one of the audit log
     */
    private static ArchivedChange change(StreamRecord record) {
        Instant at = record.getApproximateCreationDateTime().toInstant();
        if (record.getOldImage() == null) {
            return new ArchivedChange(
                    Kind.STORED,
                    at,
                    Optional.of(AuditCodec.decode(StreamImage.row(record.getNewImage()))),
                    Optional.empty());
        }
        Map<String, AttributeValue> old = StreamImage.row(record.getOldImage());
        boolean isRetired =
                record.getNewImage() == null && number(old, "retireAt") <= at.getEpochSecond();
        return new ArchivedChange(
                isRetired ? Kind.RETIRED : Kind.CHANGED,
                at,
                Optional.ofNullable(record.getNewImage())
                        .map(image -> AuditCodec.decode(StreamImage.row(image))),
                Optional.of(AuditCodec.decode(old)));
    }

    private static long changed(List<Entry<ArchivedChange>> kept) {
        return kept.stream().filter(entry -> entry.content().kind() == Kind.CHANGED).count();
    }

    private boolean store(List<Entry<ArchivedChange>> kept) {
        Entry<ArchivedChange> first = kept.getFirst();
        String key =
                "audit/%s/%s.json.gz"
                        .formatted(DAY.format(first.content().at()), first.sequenceNumber());
        try {
            byte[] lines = lines(kept);
            objects.putObject(
                    put -> put.bucket(bucket).key(key).contentType("application/gzip"),
                    RequestBody.fromBytes(lines));
            return true;
        } catch (SdkException e) {
            LOG.warn("{} entries could not be archived and will be retried", kept.size(), e);
            return false;
        }
    }

    private static byte[] lines(List<Entry<ArchivedChange>> kept) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (Entry<ArchivedChange> entry : kept) {
                gzip.write((entry.content().json() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory could not be written", e);
        }
        return bytes.toByteArray();
    }
}
