package dev.netstock.infra.operations;

import dev.netstock.infra.function.FunctionSpec;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

import java.util.Map;

/** The metrics of alarms and the dashboard. */
final class StockMetrics {
    private static final Duration MINUTE = Duration.minutes(1);

    private StockMetrics() {}

    /** The sum of a metric that a function reports: {@code Swept}. */
    static Metric counted(FunctionSpec by, String name) {
        return metric("NetStock", name, "Sum", Map.of("Service", by.service()));
    }

    /** The maximum of a metric that a function reports: {@code OpenShards}. */
    static Metric most(FunctionSpec by, String name) {
        return metric("NetStock", name, "Maximum", Map.of("Service", by.service()));
    }

    /** A metric that a function reports for one mall. */
    static Metric ofMall(FunctionSpec by, String mall, String name, String statistic) {
        return metric("NetStock", name, statistic, Map.of("Service", by.service(), "Mall", mall));
    }

    /** The least value of a day that a function reports for one mall. */
    static Metric leastOfADay(FunctionSpec by, String mall, String name) {
        return Metric.Builder.create()
                .namespace("NetStock")
                .metricName(name)
                .statistic("Minimum")
                .period(Duration.days(1))
                .dimensionsMap(Map.of("Service", by.service(), "Mall", mall))
                .build();
    }

    /** The duration of a function's calls, as the function reports it. */
    static Metric latency(FunctionSpec of, String statistic) {
        return metric("NetStock", "Latency", statistic, Map.of("Service", of.service()));
    }

    /**
     * Batches that a mapping gave up and stored in the failed-batch bucket.
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

    /** Responses of the API with a status of 500 or above. */
    static Metric serverErrors(String apiId) {
        return metric("AWS/ApiGateway", "5xx", "Sum", Map.of("ApiId", apiId));
    }

    static Metric apiCalls(String apiId) {
        return metric("AWS/ApiGateway", "Count", "Sum", Map.of("ApiId", apiId));
    }

    /** The age in seconds of the oldest event that is not archived yet. */
    static Metric archiveAge(String deliveryStream) {
        return metric(
                "AWS/Firehose",
                "DeliveryToS3.DataFreshness",
                "Maximum",
                Map.of("DeliveryStreamName", deliveryStream));
    }

    /** A metric of the ledger's database: {@code ACUUtilization}. */
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
