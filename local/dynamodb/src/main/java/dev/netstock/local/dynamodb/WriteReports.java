package dev.netstock.local.dynamodb;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes the names of written tables to the parent process, a line for each. A table that is
 * written again before its line is sent has one line. Thread-safe.
 */
final class WriteReports {
    /** Limits how often the parent wakes while many items are written. */
    private static final long PAUSE_MILLIS = 4;

    private final PrintStream parent;
    private final Set<String> tables = new LinkedHashSet<>();

    private WriteReports(PrintStream parent) {
        this.parent = parent;
    }

    /** Starts a thread that sends the reports. */
    static WriteReports start(PrintStream parent) {
        var reports = new WriteReports(parent);
        Thread.ofPlatform().daemon().name("write-reports").start(reports::send);
        return reports;
    }

    synchronized void add(String table) {
        if (tables.add(table)) {
            notifyAll();
        }
    }

    private void send() {
        try {
            while (true) {
                parent.print(take());
                parent.flush();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String take() throws InterruptedException {
        while (tables.isEmpty()) {
            wait();
        }
        String lines = String.join("\n", tables) + "\n";
        tables.clear();
        return lines;
    }
}
