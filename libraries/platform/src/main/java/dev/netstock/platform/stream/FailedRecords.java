package dev.netstock.platform.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Lazy;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The bucket of failed records, in which event source mappings store discarded batches. A function
 * stores the records that it rejects there itself, so that retries of the mapping do not delay
 * their neighbours. The key is {@code aws/lambda/<function>/YYYY/MM/DD/<first sequence number>},
 * next to the mapping's {@code aws/lambda/<its UUID>/…}, and the format is the same: {@code
 * payload} is the event with only these records. Thread-safe.
 *
 * @param objects supplies the S3 client, which most environments never use
 * @param bucket the bucket's name
 * @param clock the current time
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">
 *     Retain discarded batch records for a Kinesis Data Streams event source in Lambda</a>
 */
public record FailedRecords(Supplier<S3Client> objects, String bucket, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(FailedRecords.class);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    /** Creates it from the environment; {@code FAILED_RECORDS_BUCKET} is the bucket's name. */
    public static FailedRecords of(Environment environment) {
        return new FailedRecords(
                new Lazy<>(FailedRecords::client),
                environment.required("FAILED_RECORDS_BUCKET"),
                InstantSource.system());
    }

    private static S3Client client() {
        return S3Client.builder().httpClient(DynamoClients.httpClient(RESPONSE_TIMEOUT)).build();
    }

    /**
     * Stores rejected records of a batch in one object. A retry of the batch overwrites the same
     * object.
     *
     * @return whether they were stored; if not, the bucket is unreachable and the records must be
     *     retried
     */
    public boolean keep(List<RefusedRecord> refused, Context context) {
        if (refused.isEmpty()) {
            return true;
        }
        List<RefusedRecord> ordered =
                refused.stream().sorted(Comparator.comparing(RefusedRecord::arrivedAt)).toList();
        RefusedRecord first = ordered.getFirst();
        String key =
                "aws/lambda/%s/%s/%s"
                        .formatted(
                                context.getFunctionName(),
                                DAY.format(first.arrivedAt()),
                                first.sequenceNumber());
        try {
            objects.get()
                    .putObject(
                            put -> put.bucket(bucket).key(key).contentType("application/json"),
                            RequestBody.fromString(json(ordered, context, clock.instant())));
        } catch (SdkException e) {
            LOG.error(
                    "{} rejected records could not be stored and will be retried",
                    refused.size(),
                    e);
            return false;
        }
        LOG.error("{} records were rejected and stored in {}", refused.size(), key);
        return true;
    }

    private static String json(List<RefusedRecord> refused, Context context, Instant now) {
        return JsonWriter.object(
                json -> {
                    json.writeObjectFieldStart("requestContext");
                    json.writeStringField("requestId", context.getAwsRequestId());
                    json.writeStringField("functionArn", context.getInvokedFunctionArn());
                    json.writeStringField("condition", "RecordsRefused");
                    json.writeEndObject();
                    json.writeStringField("version", "1.0");
                    json.writeStringField("timestamp", Times.text(now));
                    JsonWriter.objects(json, "refused", refused, FailedRecords::reason);
                    json.writeObjectFieldStart("payload");
                    JsonWriter.objects(
                            json, "Records", refused, (each, one) -> one.event().to(each));
                    json.writeEndObject();
                });
    }

    private static void reason(JsonGenerator json, RefusedRecord one) throws IOException {
        json.writeStringField("sequenceNumber", one.sequenceNumber());
        json.writeStringField("reason", one.reason());
    }
}
