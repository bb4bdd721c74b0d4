package dev.netstock.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A start that failed, as text for the user: what failed, in which log the details are, and what to
 * do. The stack trace is written to a log.
 *
 * @param step what the cloud was doing
 */
record StartFailure(String step, RuntimeException cause, LocalFolder folder) {
    /** In the folder of logs. */
    static final String LOG = "start-failure.log";

    /** Writes the log, and returns the text. */
    List<String> report() {
        Path log = folder.logs().resolve(LOG);
        try (var writer = new PrintWriter(Files.newBufferedWriter(log))) {
            cause.printStackTrace(writer);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + log, e);
        }
        List<String> lines = new ArrayList<>();
        lines.add("The local cloud did not start: " + reason());
        if (!step.isEmpty()) {
            lines.add("  failed step  " + step);
        }
        lines.add("  details      " + log);
        lines.add("  all logs     " + folder.logs());
        lines.add(
                "Nothing is left running. Correct the cause and run ./netstock up again. If an"
                        + " interrupted run or a full disk is the cause, remove "
                        + folder.work()
                        + " first.");
        return lines;
    }

    /** The messages of the exception and of its causes, without repetitions. */
    private String reason() {
        var reason = new StringBuilder();
        for (Throwable next = cause; next != null; next = next.getCause()) {
            String message =
                    Optional.ofNullable(next.getMessage()).orElse(next.getClass().getSimpleName());
            if (reason.indexOf(message) < 0) {
                reason.append(reason.isEmpty() ? "" : ": ").append(message);
            }
        }
        return reason.toString();
    }
}
