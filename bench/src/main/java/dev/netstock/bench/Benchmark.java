package dev.netstock.bench;

import java.io.PrintStream;

/** A benchmark. */
@FunctionalInterface
public interface Benchmark {
    /**
     * Runs it.
     *
     * @param out where the results are printed
     */
    void run(Length length, PrintStream out) throws Exception;
}
