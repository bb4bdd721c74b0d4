package dev.netstock.local.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * A Firehose stream that buffers records and writes them to a bucket, in order of arrival. It
 * retries each write until it succeeds. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html">Data
 *     delivery</a>
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html">Buffering
 *     hints</a>
 */
final class DeliveryStream implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DeliveryStream.class.getName());
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final DeliverySettings settings;
    private final ObjectWriter writer;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("firehose").factory());
    private @Nullable Buffer buffer;

    DeliveryStream(DeliverySettings settings, ObjectWriter writer, InstantSource clock) {
        this.settings = settings;
        this.writer = writer;
        this.clock = clock;
        // Without this, a stop would wait for the interval of records that are already written.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Buffers a record. */
    synchronized void put(byte[] content) {
        Buffer current = buffer == null ? begun() : buffer;
        current.records.writeBytes(content);
        current.records.writeBytes(settings.delimiter().getBytes(UTF_8));
        if (current.records.size() >= settings.sizeBytes()) {
            buffer = null;
            thread.execute(() -> write(current));
        }
    }

    /** Writes the buffered records. */
    @Override
    public void close() {
        thread.execute(this::flush);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException _) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** The first record of an object has arrived, so the interval begins. */
    private Buffer begun() {
        var begun = new Buffer(clock.instant());
        buffer = begun;
        var _ =
                thread.schedule(
                        () -> flush(begun), settings.interval().toMillis(), TimeUnit.MILLISECONDS);
        return begun;
    }

    private void flush() {
        Buffer current = taken();
        if (current != null) {
            write(current);
        }
    }

    private void flush(Buffer expected) {
        boolean stillFilling;
        synchronized (this) {
            stillFilling = buffer == expected;
        }
        if (stillFilling) {
            flush();
        }
    }

    private synchronized @Nullable Buffer taken() {
        Buffer current = buffer;
        buffer = null;
        return current;
    }

    private void write(Buffer full) {
        byte[] content = settings.gzip() ? compressed(full.records) : full.records.toByteArray();
        String key = settings.key(full.begun);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                writer.put(settings.bucket(), key, content);
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "Cannot write an object; retrying", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] compressed(ByteArrayOutputStream records) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            records.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException("An in-memory stream does not fail", e);
        }
        return compressed.toByteArray();
    }

    private static final class Buffer {
        private final Instant begun;
        private final ByteArrayOutputStream records = new ByteArrayOutputStream();

        Buffer(Instant begun) {
            this.begun = begun;
        }
    }
}
