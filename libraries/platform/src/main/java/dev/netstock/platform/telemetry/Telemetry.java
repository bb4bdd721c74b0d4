package dev.netstock.platform.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Structured logs and embedded metrics: one line of metrics for each call, and a log line only if
 * an operator should investigate.
 *
 * <p>Every metric has the dimension {@code Service} alone, for alarms, and {@code Service,
 * Operation, Outcome}, for analysis. Both have few values, and none comes from a caller. CloudWatch
 * charges for each metric and dimension: with {@code METRICS_BY_OUTCOME=false}, the second set is
 * left out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     CloudWatch embedded metric format</a>
 */
public final class Telemetry {
    private static final String LATENCY = "Latency";

    private final String service;
    private final FailureTally failures;
    private final Supplier<Map<String, Long>> otherCounts;
    private final boolean byOutcome;

    /**
     * Creates the telemetry of a function.
     *
     * @param service the function's name in metrics, as in {@code SERVICE_NAME}
     * @param failures the failed requests to AWS, which are reported with the call
     */
    public Telemetry(String service, FailureTally failures) {
        this(service, failures, Map::of);
    }

    /**
     * Creates the telemetry of a function with additional counts.
     *
     * @param service the function's name in metrics, as in {@code SERVICE_NAME}
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
    }

    /** Runs {@code call}; each log line in it carries the invocation's ids. */
    public <T> T logged(Context context, Supplier<T> call) {
        return Invocation.in(context, call);
    }

    /** Writes the metrics of one call. */
    public void report(CallReport report) {
        SortedMap<String, Long> counts = new TreeMap<>(report.counts());
        failures.drain().forEach((name, count) -> counts.merge(name, count, Long::sum));
        otherCounts.get().forEach((name, count) -> counts.merge(name, count, Long::sum));
        System.out.println(JsonWriter.object(json -> write(json, report, counts)));
    }

    /**
     * Writes metrics of one of few things that the function works for, with the dimensions {@code
     * Service} and its kind. What is left out is not charged.
     *
     * @param kind the dimension: {@code Mall}
     * @param name the thing's name, which comes from the settings of the stage
     * @param values the values by metric
     */
    public void report(String kind, String name, Map<String, Long> values) {
        if (!values.isEmpty()) {
            System.out.println(
                    JsonWriter.object(json -> write(json, kind, name, new TreeMap<>(values))));
        }
    }

    private void write(JsonGenerator json, String kind, String name, SortedMap<String, Long> values)
            throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", System.currentTimeMillis());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", System.getenv("METRICS_NAMESPACE"));
        json.writeArrayFieldStart("Metrics");
        for (String metric : values.keySet()) {
            writeMetric(json, metric, "None");
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Dimensions");
        writeDimensions(json, "Service", kind);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringField("Service", service);
        json.writeStringField(kind, name);
        for (Map.Entry<String, Long> value : values.entrySet()) {
            json.writeNumberField(value.getKey(), value.getValue());
        }
    }

    private void write(JsonGenerator json, CallReport report, Map<String, Long> counts)
            throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", System.currentTimeMillis());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", System.getenv("METRICS_NAMESPACE"));
        json.writeArrayFieldStart("Metrics");
        writeMetric(json, LATENCY, "Milliseconds");
        for (String name : counts.keySet()) {
            writeMetric(json, name, "Count");
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Dimensions");
        writeDimensions(json, "Service");
        if (byOutcome) {
            writeDimensions(json, "Service", "Operation", "Outcome");
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        writeProperty(json, "executionEnvironment", System.getenv("AWS_EXECUTION_ENV"));
        writeProperty(json, "functionVersion", System.getenv("AWS_LAMBDA_FUNCTION_VERSION"));
        writeProperty(json, "logStreamId", System.getenv("AWS_LAMBDA_LOG_STREAM_NAME"));
        json.writeStringField("Service", service);
        json.writeStringField("Operation", report.operation());
        json.writeStringField("Outcome", report.outcome());
        json.writeNumberField(LATENCY, report.latency().toNanos() / 1e6);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue().doubleValue());
        }
    }

    private static void writeMetric(JsonGenerator json, String name, String unit)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", name);
        json.writeStringField("Unit", unit);
        json.writeEndObject();
    }

    /** Lambda sets the variables; outside of Lambda, some are missing. */
    private static void writeProperty(JsonGenerator json, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writeDimensions(JsonGenerator json, String... names) throws IOException {
        json.writeStartArray();
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }
}
