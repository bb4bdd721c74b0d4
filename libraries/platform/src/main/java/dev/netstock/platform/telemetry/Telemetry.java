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
 * Structured logs and embedded metrics, with Powertools: one line of metrics for each call, and a
 * log line only if an operator should investigate.
 *
 * <p>Every metric has the dimension {@code Service} alone, for alarms, and {@code Service,
 * Operation, Outcome}, for analysis. Both have few values, and none comes from a caller. CloudWatch
 * charges for each metric and dimension: with {@code METRICS_BY_OUTCOME=false}, the second set is
 * left out.
 */
public final class Telemetry {
    private final String service;
    private final FailureTally failures;
    private final Supplier<Map<String, Long>> otherCounts;
    private final boolean byOutcome;
    private final Metrics metrics;

    /**
     * Creates the telemetry of a function.
     *
     * @param service the function's name in logs and metrics, as in {@code POWERTOOLS_SERVICE_NAME}
     * @param failures the failed requests to AWS, which are reported with the call
     */
    public Telemetry(String service, FailureTally failures) {
        this(service, failures, Map::of);
    }

    /**
     * Creates the telemetry of a function with additional counts.
     *
     * @param service the function's name in logs and metrics, as in {@code POWERTOOLS_SERVICE_NAME}
     * @param failures the failed requests to AWS, which are reported with the call
     * @param otherCounts supplies the additional counts since the last call
     */
    public Telemetry(
            String service, FailureTally failures, Supplier<Map<String, Long>> otherCounts) {
        this(service, failures, otherCounts, !"false".equals(System.getenv("METRICS_BY_OUTCOME")));
    }

    Telemetry(
            String service,
            FailureTally failures,
            Supplier<Map<String, Long>> otherCounts,
            boolean byOutcome) {
        this.service = service;
        this.failures = failures;
        this.otherCounts = otherCounts;
        this.byOutcome = byOutcome;
        this.metrics = MetricsFactory.getMetricsInstance();
    }

    /** Runs {@code call}; each log line in it carries the invocation's ids. */
    public <T> T logged(Context context, Supplier<T> call) {
        return PowertoolsLogging.withLogging(context, call);
    }

    /** Writes the metrics of one call. */
    public void report(CallReport report) {
        if (byOutcome) {
            metrics.addDimension(
                    DimensionSet.of(
                            "Service", service,
                            "Operation", report.operation(),
                            "Outcome", report.outcome()));
        }
        metrics.addMetric("Latency", report.latency().toNanos() / 1e6, MetricUnit.MILLISECONDS);
        addCounts(report.counts());
        addCounts(failures.drain());
        addCounts(otherCounts.get());
        metrics.flush();
    }

    private void addCounts(Map<String, Long> counts) {
        counts.forEach((name, count) -> metrics.addMetric(name, count, MetricUnit.COUNT));
    }
}
