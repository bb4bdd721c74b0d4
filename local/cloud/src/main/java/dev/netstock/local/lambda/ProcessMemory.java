package dev.netstock.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Memory of a process on Linux. The kernel is asked once a second at most. Thread-safe. */
final class ProcessMemory {
    private static final String PEAK = "VmHWM:";
    private static final Duration VALIDITY = Duration.ofSeconds(1);

    private final Path status;
    private Optional<Long> peakMb = Optional.empty();
    private long readAtNanos;

    ProcessMemory(long pid) {
        this.status = Path.of("/proc", Long.toString(pid), "status");
    }

    /** Its peak memory in MB; empty if it had exited before the first call. */
    synchronized Optional<Long> peakMb() {
        long now = System.nanoTime();
        if (peakMb.isEmpty() || now - readAtNanos > VALIDITY.toNanos()) {
            peakMb = read().or(() -> peakMb);
            readAtNanos = now;
        }
        return peakMb;
    }

    private Optional<Long> read() {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024);
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }
}
