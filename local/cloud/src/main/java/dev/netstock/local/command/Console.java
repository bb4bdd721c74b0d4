package dev.netstock.local.command;

import dev.netstock.local.cloud.Progress;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;

/** Prints the progress of a start: each step with the time since the command began. */
final class Console implements Progress {
    private final PrintWriter out;
    private final long startNanos = System.nanoTime();

    Console(PrintStream out) {
        this(new PrintWriter(out, true, out.charset()));
    }

    Console(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void step(String what) {
        var elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        out.printf("[%4.1f s] %s%n", elapsed.toMillis() / 1000.0, what);
    }

    @Override
    public void detail(String what) {
        out.println("         " + what);
    }

    void line(String text) {
        out.println(text);
    }
}
