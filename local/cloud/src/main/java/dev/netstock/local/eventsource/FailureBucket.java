package dev.netstock.local.eventsource;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.archive.ObjectWriter;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * A bucket as the destination of discarded batches. It receives the whole event in addition to the
 * metadata that other destinations receive. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
 *     discarded batches</a>
 */
public record FailureBucket(ObjectWriter objects, String arn) implements FailureDestination {
    private static final String ARN_START = "arn:aws:s3:::";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

    /** The bucket with this ARN; empty if the ARN is not a bucket's. */
    public static Optional<FailureBucket> of(String arn, ObjectWriter objects) {
        return arn.startsWith(ARN_START)
                ? Optional.of(new FailureBucket(objects, arn))
                : Optional.empty();
    }

    @Override
    public void send(DiscardedBatch batch) {
        ObjectNode whole = batch.description().deepCopy();
        whole.set("payload", batch.event());
        objects.put(
                arn.substring(ARN_START.length()), key(batch), whole.toString().getBytes(UTF_8));
    }

    /** {@code aws/lambda/<ESM-UUID>/<shardID>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<Random UUID>}. */
    private static String key(DiscardedBatch batch) {
        return "aws/lambda/%s/%s/%s/%s-%s"
                .formatted(
                        batch.mappingId(),
                        batch.shardId(),
                        DAY.format(batch.at()),
                        TIME.format(batch.at()),
                        UUID.randomUUID());
    }
}
