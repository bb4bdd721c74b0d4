package dev.netstock.bench.physics.sale;

import dev.netstock.stock.shard.SoldOutCache;

import java.time.Duration;

/**
 * The design of a sale.
 *
 * @param protocol the protocol of an order
 * @param shards the number of shards at the start
 * @param automatic whether heat adds shards
 * @param retry where a throttled or conflicting take is retried
 * @param proof the proof that a refusal requires
 * @param soldOutCache how long an environment refuses orders by a cached proof; zero for no cache
 */
public record Design(
        Protocol.Kind protocol,
        int shards,
        boolean automatic,
        Retry retry,
        Proof proof,
        Duration soldOutCache) {
    /** Bounded, so that a restock is on sale within a second. */
    private static final Duration SOLD_OUT_CACHE = SoldOutCache.REFUSES_FOR;

    /** Where a take is retried. */
    public enum Retry {
        /** At the same item, like any other request. */
        SAME_ITEM,
        /**
         * At the next item. The first item is read before, so that an environment learns of the
         * others even if all its writes are throttled.
         */
        NEXT_ITEM
    }

    /** The proof that a refusal requires. */
    public enum Proof {
        /**
         * Two consecutive readings show too few units, and no item's version changed between them.
         */
        SAME_VERSIONS,
        /** Two consecutive readings show too few units. */
        TWO_READINGS
    }

    public Design {
        if (shards < 1 || soldOutCache.isNegative()) {
            throw new IllegalArgumentException("A SKU has at least one item");
        }
    }

    /** With a sold-out cache, and takes that are retried at other items. */
    public static Design of(Protocol.Kind protocol, int shards) {
        return new Design(
                protocol, shards, false, Retry.NEXT_ITEM, Proof.SAME_VERSIONS, SOLD_OUT_CACHE);
    }

    public Design withShards(int items) {
        return new Design(protocol, items, automatic, retry, proof, soldOutCache);
    }

    /** With shards that heat adds. */
    public Design raisedByHeat() {
        return new Design(protocol, shards, true, retry, proof, soldOutCache);
    }

    /** With takes that are retried at the same item. */
    public Design retryingAtSameItem() {
        return new Design(protocol, shards, automatic, Retry.SAME_ITEM, proof, soldOutCache);
    }

    /** With another proof for refusals. */
    public Design withProof(Proof other) {
        return new Design(protocol, shards, automatic, retry, other, soldOutCache);
    }

    public Design withoutSoldOutCache() {
        return new Design(protocol, shards, automatic, retry, proof, Duration.ZERO);
    }
}
