package dev.netstock.shards;

import dev.netstock.shards.plan.Steered;

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
            long hot, List<Optional<Steered>> heard, List<Optional<Steered>> looked) {
        List<Steered> all =
                Stream.concat(heard.stream(), looked.stream()).flatMap(Optional::stream).toList();
        return Map.of(
                "Hot", hot,
                "Looked", (long) looked.size(),
                "Raised", count(all, Steered::isRaised),
                "Lowered", count(all, Steered::isLowered),
                "Rebalanced", count(all, Steered::isRebalanced),
                "UnitsMoved", all.stream().mapToLong(Steered::moved).sum(),
                "UnitsStranded", all.stream().mapToLong(Steered::stranded).sum(),
                "OpenShards", all.stream().mapToLong(Steered::after).max().orElse(0));
    }

    private static long count(List<Steered> all, Predicate<Steered> what) {
        return all.stream().filter(what).count();
    }
}
