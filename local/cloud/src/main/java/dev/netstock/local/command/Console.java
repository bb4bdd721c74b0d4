package dev.netstock.local.command;

import dev.netstock.local.cloud.Progress;

import java.io.PrintWriter;
import java.time.Duration;

/** Prints the progress of a start: each step with the time since the command began. Thread-safe. */
final class Console implements Progress {
    private final PrintWriter out;
    private final long startNanos = System.nanoTime();
    private volatile String step = "";

    Console(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void step(String what) {
        step = what;
        var elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        out.printf("[%4.1f s] %s%n", elapsed.toMillis() / 1000.0, what);
    }

    @Override
    public void detail(String what) {
        out.println("         " + what);
    }

    /** The step that began last; empty before the first. */
    String currentStep() {
        return step;
    }

    void line(String text) {
        out.println(text);
    }
}
