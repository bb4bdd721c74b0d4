package dev.netstock.shards.plan;

import static java.util.stream.Collectors.toMap;

import dev.netstock.events.Heat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What was told of the hot items of a SKU at a location: a part of all there is, and yet at times
 * more than was measured over a longer time.
 *
 * @param heat what was told; an item may be in it more than once
 */
public record HeatReport(List<Heat> heat) {
    static final HeatReport NONE = new HeatReport(List.of());

    /**
     * The demand, with what the items' meters say.
     *
     * @param before the last reading of the meters, if there is one
     * @param now their reading now
     */
    public Demand demand(Optional<WriteCount> before, WriteCount now, long available) {
        OptionalLong measured = before.map(now::perSecondSince).orElseGet(OptionalLong::empty);
        return new Demand(
                Math.max(measured.orElse(0), ofEachItem().sum()),
                measured.isPresent(),
                ofEachItem().max().orElse(0),
                heat.stream().anyMatch(one -> one.throttled() > 0),
                available);
    }

    /** Of each item the most that was told. */
    private LongStream ofEachItem() {
        return heat.stream()
                .collect(toMap(Heat::shard, Heat::writesPerSecond, Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue);
    }
}
