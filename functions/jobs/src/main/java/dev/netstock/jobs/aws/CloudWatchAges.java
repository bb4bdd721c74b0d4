package dev.netstock.jobs.aws;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How old the oldest message of a queue is. SQS reports it only as a metric, once a minute, so each
 * answer is kept for a minute. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available
 *     CloudWatch metrics for Amazon SQS</a>
 */
public final class CloudWatchAges {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int PERIOD_S = 60;

    private final CloudWatchClient client;
    private final InstantSource clock;
    private final Map<String, Age> known = new ConcurrentHashMap<>();

    private record Age(long seconds, Instant readAt) {}

    public CloudWatchAges(CloudWatchClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * The ages in seconds by the name of the queue; a queue without a value within the last minutes
     * is missing.
     */
    public Map<String, Long> of(List<String> queues) {
        Instant now = clock.instant();
        List<String> asked = queues.stream().filter(queue -> !isFresh(queue, now)).toList();
        if (!asked.isEmpty()) {
            read(asked, now);
        }
        Map<String, Long> ages = new HashMap<>();
        for (String queue : queues) {
            Age age = known.get(queue);
            if (age != null && age.seconds() >= 0) {
                ages.put(queue, age.seconds());
            }
        }
        return ages;
    }

    private boolean isFresh(String queue, Instant now) {
        Age age = known.get(queue);
        return age != null && age.readAt().plus(FRESH).isAfter(now);
    }

    private void read(List<String> queues, Instant now) {
        List<MetricDataQuery> all = new ArrayList<>();
        for (int index = 0; index < queues.size(); index++) {
            all.add(query("q" + index, queues.get(index)));
        }
        // The end is exclusive, and the value of this minute has the time of its start.
        Instant end = now.plusSeconds(PERIOD_S);
        var results =
                client.getMetricData(
                                it ->
                                        it.startTime(now.minus(WINDOW))
                                                .endTime(end)
                                                .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                                                .metricDataQueries(all))
                        .metricDataResults();
        for (MetricDataResult result : results) {
            String queue = queues.get(Integer.parseInt(result.id().substring(1)));
            long seconds = result.values().stream().findFirst().map(Double::longValue).orElse(-1L);
            known.put(queue, new Age(seconds, now));
        }
    }

    private static MetricDataQuery query(String id, String queue) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(
                        MetricStat.builder()
                                .metric(
                                        Metric.builder()
                                                .namespace("AWS/SQS")
                                                .metricName("ApproximateAgeOfOldestMessage")
                                                .dimensions(
                                                        Dimension.builder()
                                                                .name("QueueName")
                                                                .value(queue)
                                                                .build())
                                                .build())
                                .period(PERIOD_S)
                                .stat("Maximum")
                                .build())
                .build();
    }
}
