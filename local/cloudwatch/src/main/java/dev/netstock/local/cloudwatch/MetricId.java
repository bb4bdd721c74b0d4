package dev.netstock.local.cloudwatch;

import java.util.Map;

/**
 * A metric: the same name with other dimensions is another.
 *
 * @param dimensions their values, by name
 */
record MetricId(String namespace, String name, Map<String, String> dimensions) {
    MetricId {
        dimensions = Map.copyOf(dimensions);
    }
}
