package dev.netstock.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Extracts metrics from log lines. Thread-safe.
 *
 * @param kept where the metrics are stored
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
record EmbeddedMetrics(MetricMinutes kept) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A marker that most lines lack, so that they need not be parsed. */
    private static final String MARKER = "\"CloudWatchMetrics\"";

    /** Ignores a line without metrics. */
    void line(String line) {
        if (!line.startsWith("{") || !line.contains(MARKER)) {
            return;
        }
        try {
            JsonNode read = JSON.readTree(line);
            read.at("/_aws/CloudWatchMetrics").forEach(directive -> take(directive, read));
        } catch (JsonProcessingException _) {
            // A truncated line of a killed process.
        }
    }

    private void take(JsonNode directive, JsonNode line) {
        Instant at = Instant.ofEpochMilli(line.at("/_aws/Timestamp").asLong());
        for (JsonNode names : directive.path("Dimensions")) {
            Map<String, String> dimensions = new HashMap<>();
            names.forEach(name -> dimensions.put(name.asText(), line.path(name.asText()).asText()));
            for (JsonNode metric : directive.path("Metrics")) {
                String name = metric.path("Name").asText();
                var id = new MetricId(directive.path("Namespace").asText(), name, dimensions);
                take(id, at, line.path(name));
            }
        }
    }

    /** One value, or an array of several. */
    private void take(MetricId metric, Instant at, JsonNode value) {
        if (value.isNumber()) {
            kept.add(metric, at, value.asDouble());
        }
        value.forEach(one -> kept.add(metric, at, one.asDouble()));
    }
}
