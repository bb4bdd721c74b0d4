package dev.netstock.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Memory figures of a process on Linux. */
final class ProcessMemory {
    private static final String PEAK = "VmHWM:";

    private ProcessMemory() {}

    /** Its peak memory in MB; empty if the process has exited. */
    static Optional<Long> peakMb(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024);
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
