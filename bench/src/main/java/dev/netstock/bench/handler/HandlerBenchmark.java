package dev.netstock.bench.handler;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Time and memory of a request to the checkout handler with a transport that answers immediately.
 * Run in a JVM of its own, since the function reads its name and namespace from the environment.
 */
public final class HandlerBenchmark implements Benchmark {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "AWS_LAMBDA_FUNCTION_NAME", "checkout",
                    "SERVICE_NAME", "checkout",
                    "METRICS_NAMESPACE", "NetStock");

    @Override
    public void run(Length length, PrintStream out) throws IOException, InterruptedException {
        out.printf(
                "handler: the checkout handler from event to answer, by JMH; DynamoDB's answers%n"
                        + "are canned, telemetry is written to nowhere; one thread, serial GC%n%n");
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                JmhRun.QUIET,
                                "-cp",
                                System.getProperty("java.class.path"),
                                JmhRun.class.getName(),
                                length.name()));
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.redirectErrorStream(true).start();
        try {
            String table =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("JMH failed: " + table);
            }
            out.println(table.strip());
        } finally {
            process.destroyForcibly();
        }
    }
}
