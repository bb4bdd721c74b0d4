package dev.netstock.infra.cost;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the costs assume where a template does not say it: {@code infra-cdk/prices/workload.yaml},
 * which has the meaning of each member. Immutable.
 *
 * @param atRest a month without calls
 * @param inUse a month in which every function is called in every hour
 * @param millionOrders quantities by the name of their price
 * @param millionMallOrders what a million orders of malls add to that
 * @param millionMallLevels what a million changes of levels add in a stage that sells in malls
 */
public record Workload(
        AtRest atRest,
        InUse inUse,
        Map<String, Double> millionOrders,
        Map<String, Double> millionMallOrders,
        Map<String, Double> millionMallLevels) {
    /** A month without calls. */
    public record AtRest(
            double ledgerGigabytes,
            double tableGigabytes,
            double bucketGigabytes,
            double pollsPerMinute,
            double callMilliseconds,
            double callLogKilobytes,
            double awakeCapacityUnits,
            double changedLedgerShareOfADay,
            Map<String, Integer> milliseconds,
            Map<String, Integer> writes,
            Map<String, Integer> reads,
            Map<String, Integer> busySeconds,
            Map<String, Integer> metrics) {
        private static final int METRICS = 3;

        double busySecondsOf(String service) {
            return busySeconds.getOrDefault(service, 1);
        }

        double metricsOf(String service) {
            return metrics.getOrDefault(service, METRICS);
        }
    }

    /** What is added in a month in which every function is called in every hour. */
    public record InUse(
            double metricsOfAService,
            double outcomesOfAService,
            double metricsOfARoute,
            double tokensPerMonth) {}

    /** Reads the file in the folder of the price tables. */
    public static Workload read(Path folder) {
        return new YAMLMapper().readValue(folder.resolve("workload.yaml").toFile(), Workload.class);
    }
}
