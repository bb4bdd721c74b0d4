package dev.netstock.local.cloudwatch;

import java.util.Map;

/**
 * The identity of a metric: name and dimensions.
 *
 * @param dimensions dimension values by name
 */
record MetricId(String namespace, String name, Map<String, String> dimensions) {
    MetricId {
        dimensions = Map.copyOf(dimensions);
    }
}
