package dev.netstock.shards.plan;

import static java.util.stream.Collectors.toMap;

import dev.netstock.events.Heat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The reports about hot items of a SKU at a location. They cover only a part of all writes, but can
 * show a higher rate than an average over a longer time.
 *
 * @param heat the reports; they may contain an item more than once
 */
public record HeatReport(List<Heat> heat) {
    static final HeatReport NONE = new HeatReport(List.of());

    /**
     * Combines the reports with the write counts of the items.
     *
     * @param before the last count, if there is one
     * @param now the current count
     */
    public Demand demand(Optional<WriteCount> before, WriteCount now, long available) {
        OptionalLong measured = before.map(now::perSecondSince).orElseGet(OptionalLong::empty);
        return new Demand(
                Math.max(measured.orElse(0), ratesByItem().sum()),
                measured.isPresent(),
                ratesByItem().max().orElse(0),
                heat.stream().anyMatch(one -> one.throttled() > 0),
                available);
    }

    /** The highest reported rate of each item. */
    private LongStream ratesByItem() {
        return heat.stream()
                .collect(toMap(Heat::shard, Heat::writesPerSecond, Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue);
    }
}
