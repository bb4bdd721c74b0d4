package dev.netstock.local.cloudwatch;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Metrics that a service measures when it is asked, rather than those of log lines. AWS's services
 * publish them once a minute. Thread-safe.
 */
final class Gauges {
    private final List<Gauge> all = new CopyOnWriteArrayList<>();

    private record Gauge(
            String namespace,
            String metric,
            String dimension,
            Function<String, OptionalDouble> measure) {
        OptionalDouble measure(MetricId id) {
            boolean isIt =
                    id.namespace().equals(namespace)
                            && id.name().equals(metric)
                            && id.dimensions().keySet().equals(Set.of(dimension));
            return isIt
                    ? measure.apply(id.dimensions().getOrDefault(dimension, ""))
                    : OptionalDouble.empty();
        }
    }

    void add(
            String namespace,
            String metric,
            String dimension,
            Function<String, OptionalDouble> measure) {
        all.add(new Gauge(namespace, metric, dimension, measure));
    }

    /** Measures a metric, if it is one of these, and stores the value of this minute. */
    void measure(MetricId id, MetricMinutes kept, Instant now) {
        for (Gauge gauge : all) {
            gauge.measure(id).ifPresent(value -> kept.add(id, now, value));
        }
    }
}
