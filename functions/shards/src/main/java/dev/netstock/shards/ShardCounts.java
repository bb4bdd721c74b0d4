package dev.netstock.shards;

import dev.netstock.shards.plan.SteeringResult;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the operators are told of a batch. */
final class ShardCounts {
    private ShardCounts() {}

    /**
     * How many of what.
     *
     * @param hot SKUs, each at a location, that were told to be hot
     * @param heard what became of them; empty where there was no time
     * @param looked what became of those that were looked at
     */
    static Map<String, Long> of(
            long hot, List<Optional<SteeringResult>> heard, List<Optional<SteeringResult>> looked) {
        List<SteeringResult> all =
                Stream.concat(heard.stream(), looked.stream()).flatMap(Optional::stream).toList();
        return Map.of(
                "Hot", hot,
                "Looked", (long) looked.size(),
                "Raised", count(all, SteeringResult::isRaised),
                "Lowered", count(all, SteeringResult::isLowered),
                "Rebalanced", count(all, SteeringResult::isRebalanced),
                "UnitsMoved", all.stream().mapToLong(SteeringResult::moved).sum(),
                "UnitsStranded", all.stream().mapToLong(SteeringResult::stranded).sum(),
                "OpenShards", all.stream().mapToLong(SteeringResult::after).max().orElse(0));
    }

    private static long count(List<SteeringResult> all, Predicate<SteeringResult> what) {
        return all.stream().filter(what).count();
    }
}
