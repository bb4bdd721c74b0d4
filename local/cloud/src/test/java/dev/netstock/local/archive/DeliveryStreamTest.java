package dev.netstock.local.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * Timing and contents of a stream's objects.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html">Buffering
 *     hints</a>
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html">Data
 *     delivery</a>
 */
class DeliveryStreamTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final Instant ARRIVAL = Instant.parse("2026-11-21T03:04:05Z");

    private final List<String> objects = new CopyOnWriteArrayList<>();
    private final ObjectWriter writer = (_, _, content) -> objects.add(new String(content, UTF_8));

    @Test
    void put_whenTheIntervalEnds_writesBufferedRecords() {
        try (var stream = stream(Duration.ofMillis(200), 1_000, "\n", writer)) {
            put(stream, "a", "b");

            // A machine that stalls between the records has an object of each.
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(String.join("", objects)).isEqualTo("a\nb\n"));
        }
    }

    @Test
    void put_whenTheSizeIsReached_writesImmediately() {
        try (var stream = stream(LONG, 4, "", writer)) {
            put(stream, "ab", "cd", "e");

            await().atMost(LIMIT).until(() -> !objects.isEmpty());
            assertThat(objects).containsExactly("abcd");
        }
    }

    @Test
    void close_whenRecordsAreBuffered_writesThem() {
        try (var stream = stream(LONG, 1_000, "", writer)) {
            put(stream, "a", "b");
        }

        assertThat(objects).containsExactly("ab");
    }

    @Test
    void close_whenNothingIsBuffered_writesNothing() {
        stream(LONG, 1_000, "", writer).close();

        assertThat(objects).isEmpty();
    }

    @Test
    void put_whenTheBucketIsTemporarilyUnavailable_retriesAndWritesOnce() {
        var attempts = new AtomicInteger();
        ObjectWriter unsteady =
                (bucket, key, content) -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("Not now");
                    }
                    writer.put(bucket, key, content);
                };
        try (var stream = stream(Duration.ZERO, 1_000, "", unsteady)) {
            put(stream, "a");

            await().atMost(LIMIT).until(() -> !objects.isEmpty());
        }
        assertThat(objects).containsExactly("a");
    }

    @Test
    void write_whenTheStreamCompresses_isOneGzipFile() throws IOException {
        List<byte[]> written = new CopyOnWriteArrayList<>();
        try (var stream =
                new DeliveryStream(
                        settings(LONG, 1_000, "\n", true),
                        (_, _, content) -> written.add(content),
                        () -> ARRIVAL)) {
            put(stream, "a", "b");
        }

        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(written.getFirst()))) {
            assertThat(new String(gzip.readAllBytes(), UTF_8)).isEqualTo("a\nb\n");
        }
    }

    private static DeliveryStream stream(
            Duration interval, long sizeBytes, String delimiter, ObjectWriter writer) {
        return new DeliveryStream(
                settings(interval, sizeBytes, delimiter, false), writer, () -> ARRIVAL);
    }

    private static DeliverySettings settings(
            Duration interval, long sizeBytes, String delimiter, boolean gzip) {
        return new DeliverySettings(
                "archive",
                "bucket",
                KeyPrefix.parse("", "", ZoneOffset.UTC),
                ZoneOffset.UTC,
                interval,
                sizeBytes,
                gzip,
                delimiter,
                "");
    }

    private static void put(DeliveryStream stream, String... records) {
        for (String content : records) {
            stream.put(content.getBytes(UTF_8));
        }
    }
}
