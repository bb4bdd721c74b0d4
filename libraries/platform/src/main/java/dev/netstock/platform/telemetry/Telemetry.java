package dev.netstock.platform.telemetry;

import com.amazonaws.services.lambda.runtime.Context;

import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Structured logs and embedded metrics, by Powertools: one line of metrics for each call, and a log
 * line only where an operator has something to look into.
 *
 * <p>Every metric stands under {@code Service} alone, for alarms, and under {@code Service,
 * Operation, Outcome}, for whoever asks why. Both have few values: none comes from a caller.
 */
public final class Telemetry {
    private final String service;
    private final FailureTally failures;
    private final Supplier<Map<String, Long>> others;
    private final Metrics metrics;

    /**
     * The telemetry of one function.
     *
     * @param service the function's name in logs and metrics, as in {@code POWERTOOLS_SERVICE_NAME}
     * @param failures the failed requests to the tables, which are reported with the call
     */
    public Telemetry(String service, FailureTally failures) {
        this(service, failures, Map::of);
    }

    /**
     * The telemetry of a function that counts more than its calls do.
     *
     * @param service the function's name in logs and metrics, as in {@code POWERTOOLS_SERVICE_NAME}
     * @param failures the failed requests to the tables, which are reported with the call
     * @param others how many of what there was since it was last asked
     */
    public Telemetry(String service, FailureTally failures, Supplier<Map<String, Long>> others) {
        this.service = service;
        this.failures = failures;
        this.others = others;
        this.metrics = MetricsFactory.getMetricsInstance();
    }

    /** Runs {@code call} so that each log line in it carries the invocation's ids. */
    public <T> T logged(Context context, Supplier<T> call) {
        return PowertoolsLogging.withLogging(context, call);
    }

    /** Writes the metrics of one call. */
    public void report(CallReport report) {
        metrics.addDimension(
                DimensionSet.of(
                        "Service", service,
                        "Operation", report.operation(),
                        "Outcome", report.outcome()));
        metrics.addMetric("Latency", report.latency().toNanos() / 1e6, MetricUnit.MILLISECONDS);
        addCounts(report.counts());
        addCounts(failures.drain());
        addCounts(others.get());
        metrics.flush();
    }

    private void addCounts(Map<String, Long> counts) {
        counts.forEach((name, count) -> metrics.addMetric(name, count, MetricUnit.COUNT));
    }
}
