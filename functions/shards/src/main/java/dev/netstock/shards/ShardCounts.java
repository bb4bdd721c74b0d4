package dev.netstock.shards;

import dev.netstock.shards.plan.ScalingResult;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The metrics of a batch. */
final class ShardCounts {
    private ShardCounts() {}

    /**
     * The metrics by name.
     *
     * @param hot how many SKUs, each at a location, were reported as hot
     * @param handled the results of handling their heat; empty for those that ran out of time
     * @param reviewed the results of the reviews; empty for those that ran out of time
     */
    static Map<String, Long> of(
            long hot,
            List<Optional<ScalingResult>> handled,
            List<Optional<ScalingResult>> reviewed) {
        List<ScalingResult> all =
                Stream.concat(handled.stream(), reviewed.stream())
                        .flatMap(Optional::stream)
                        .toList();
        return Map.of(
                "Hot", hot,
                "Looked", (long) reviewed.size(),
                "Raised", count(all, ScalingResult::isRaised),
                "Lowered", count(all, ScalingResult::isLowered),
                "Rebalanced", count(all, ScalingResult::isRebalanced),
                "UnitsMoved", all.stream().mapToLong(ScalingResult::moved).sum(),
                "UnitsStranded", all.stream().mapToLong(ScalingResult::stranded).sum(),
                "OpenShards", all.stream().mapToLong(ScalingResult::after).max().orElse(0));
    }

    private static long count(List<ScalingResult> all, Predicate<ScalingResult> what) {
        return all.stream().filter(what).count();
    }
}
