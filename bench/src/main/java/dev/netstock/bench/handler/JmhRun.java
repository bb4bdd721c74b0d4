package dev.netstock.bench.handler;

import dev.netstock.bench.Length;
import dev.netstock.bench.TextTable;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.Locale;
import java.util.Map;

/** The main class of a JVM with the function's environment, which runs JMH's forks under it. */
final class JmhRun {
    /** JMH reads fields with Unsafe, about which Java 25 warns. */
    static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

    private static final String BYTES = "gc.alloc.rate.norm";

    private JmhRun() {}

    public static void main(String[] arguments) throws RunnerException {
        var table = new TextTable("request", "µs: median", "p99", "bytes allocated");
        for (RunResult result : new Runner(options(Length.valueOf(arguments[0]))).run()) {
            Result<?> time = result.getPrimaryResult();
            table.add(
                    time.getLabel(),
                    microseconds(time, 50),
                    microseconds(time, 99),
                    bytes(result.getSecondaryResults()));
        }
        System.out.println(table);
    }

    /** A median, because a mean mostly shows the other load of the machine. */
    private static String microseconds(Result<?> time, double percentile) {
        return String.format(Locale.ROOT, "%.0f", time.getStatistics().getPercentile(percentile));
    }

    private static Options options(Length length) {
        return new OptionsBuilder()
                .include(CheckoutCalls.class.getName())
                .forks(length.of(1, 3))
                .threads(1)
                .warmupIterations(length.of(5, 10))
                .warmupTime(TimeValue.seconds(length.of(1, 2)))
                .measurementIterations(length.of(5, 7))
                .measurementTime(TimeValue.seconds(length.of(1, 2)))
                .jvmArgsAppend(QUIET, "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    @SuppressWarnings("rawtypes") // JMH's own signature
    private static String bytes(Map<String, Result> results) {
        return results.entrySet().stream()
                .filter(result -> result.getKey().endsWith(BYTES))
                .map(result -> Long.toString(Math.round(result.getValue().getScore())))
                .findFirst()
                .orElseThrow();
    }
}
