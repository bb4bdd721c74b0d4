package dev.netstock.bench;

import java.io.PrintStream;

/** Something that is measured and printed. */
@FunctionalInterface
public interface Benchmark {
    /**
     * Runs it.
     *
     * @param out where what it ran, and what it found, is printed
     */
    void run(Length length, PrintStream out) throws Exception;
}
