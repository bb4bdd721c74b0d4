package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.Rate;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The requests that a mall still accepts, by kind.
 *
 * @param buckets one for each kind
 */
public record Budget(Map<Kind, TokenBucket> buckets) {
    /** The kinds of requests that a mall counts. */
    public enum Kind {
        WRITE,
        READ,
        /** A list of orders. */
        LIST,
        /** The details of orders. */
        DETAILS
    }

    public Budget {
        buckets = Map.copyOf(buckets);
    }

    /** A budget with a bucket for each kind. */
    public static Budget of(Function<Kind, TokenBucket> bucket) {
        return new Budget(
                Arrays.stream(Kind.values())
                        .collect(Collectors.toMap(Function.identity(), bucket)));
    }

    /** The bucket of a kind. */
    public TokenBucket of(Kind kind) {
        return buckets.getOrDefault(kind, new TokenBucket(0, Instant.EPOCH));
    }

    Budget filled(MallCapabilities mall, Instant now) {
        return each((kind, bucket) -> bucket.filled(rate(kind, mall), now));
    }

    Budget take(Kind kind) {
        return each((each, bucket) -> each == kind ? bucket.take() : bucket);
    }

    /** What is stored while a worker may use the tokens. */
    Budget reserved() {
        return each((_, bucket) -> bucket.reserved());
    }

    private static Rate rate(Kind kind, MallCapabilities mall) {
        return switch (kind) {
            case WRITE -> mall.writeRate();
            case READ -> mall.readRate();
            case LIST -> mall.orderRate();
            case DETAILS -> mall.detailRate();
        };
    }

    private Budget each(BiFunction<Kind, TokenBucket, TokenBucket> change) {
        var changed = new EnumMap<Kind, TokenBucket>(Kind.class);
        buckets.forEach((kind, bucket) -> changed.put(kind, change.apply(kind, bucket)));
        return new Budget(changed);
    }
}
