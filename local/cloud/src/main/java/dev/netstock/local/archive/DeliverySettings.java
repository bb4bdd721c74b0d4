package dev.netstock.local.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Delivery settings of a Firehose stream.
 *
 * @param interval maximum time that records stay in the buffer
 * @param sizeBytes buffer size that triggers a write
 * @param delimiter text appended to each record; may be empty
 * @param extension of the objects' names
 */
record DeliverySettings(
        String stream,
        String bucket,
        KeyPrefix prefix,
        ZoneId zone,
        Duration interval,
        long sizeBytes,
        boolean gzip,
        String delimiter,
        String extension) {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss");

    /** A stream that is never reconfigured stays at its first version. */
    private static final int VERSION = 1;

    /**
     * The key of an object whose oldest record arrived at this time.
     *
     * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html">Object
     *     name format</a>
     */
    String key(Instant arrival) {
        return "%s%s-%d-%s-%s%s"
                .formatted(
                        prefix.at(arrival),
                        stream,
                        VERSION,
                        SECONDS.format(arrival.atZone(zone)),
                        UUID.randomUUID(),
                        extension);
    }
}
