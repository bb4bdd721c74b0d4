package dev.netstock.infra.operations;

import dev.netstock.infra.function.FunctionSpec;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

import java.util.Map;

/** The metrics that alarms and the dashboard look at. */
final class StockMetrics {
    private static final Duration MINUTE = Duration.minutes(1);

    private StockMetrics() {}

    /** What a function counts itself, by the name in its reports: {@code Swept}. */
    static Metric counted(FunctionSpec by, String name) {
        return metric("NetStock", name, "Sum", Map.of("Service", by.service()));
    }

    /** The most of what a function counts itself: {@code OpenShards}. */
    static Metric most(FunctionSpec by, String name) {
        return metric("NetStock", name, "Maximum", Map.of("Service", by.service()));
    }

    /** How long a function's calls take, as it measures them itself. */
    static Metric latency(FunctionSpec of, String statistic) {
        return metric("NetStock", "Latency", statistic, Map.of("Service", of.service()));
    }

    /**
     * What a mapping gave up and put aside.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types
     *     of metrics for Lambda functions, "Event source mapping metrics"</a>
     */
    static Metric putAside(String mappingId) {
        return metric(
                "AWS/Lambda",
                "OnFailureDestinationDeliveredEventCount",
                "Sum",
                Map.of("EventSourceMappingUUID", mappingId));
    }

    /** Answers of the API that are a fault of this side. */
    static Metric serverErrors(String apiId) {
        return metric("AWS/ApiGateway", "5xx", "Sum", Map.of("ApiId", apiId));
    }

    static Metric apiCalls(String apiId) {
        return metric("AWS/ApiGateway", "Count", "Sum", Map.of("ApiId", apiId));
    }

    /** The age of the oldest event that the archive does not have yet, in seconds. */
    static Metric archiveAge(String deliveryStream) {
        return metric(
                "AWS/Firehose",
                "DeliveryToS3.DataFreshness",
                "Maximum",
                Map.of("DeliveryStreamName", deliveryStream));
    }

    /** Of the ledger's database, by the metric's name: {@code ACUUtilization}. */
    static Metric ofDatabase(String cluster, String name) {
        return metric("AWS/RDS", name, "Maximum", Map.of("DBClusterIdentifier", cluster));
    }

    private static Metric metric(
            String namespace, String name, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .period(MINUTE)
                .dimensionsMap(dimensions)
                .build();
    }
}
