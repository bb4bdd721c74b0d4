package dev.netstock.stock.shard;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Proofs that SKUs are sold out, cached by an execution environment so that a rush on a sold-out
 * SKU costs no writes. Thread-safe.
 *
 * <p>A proof states how many units were left at one moment. After one proof, orders read before
 * they take. Two proofs within a second are a rush: orders for more units are then refused
 * immediately, for half a second from the start of the last reading. So a restock is on sale within
 * a second, and without a rush every refusal has its own reading.
 *
 * <p>All times are readings of one monotonic clock, in nanoseconds.
 */
public final class SoldOutCache {
    /** How long a proof refuses orders without a reading. */
    public static final Duration REFUSES_FOR = Duration.ofMillis(500);

    /** Two proofs within this time are a rush. */
    public static final Duration RUSH = Duration.ofSeconds(1);

    /** How long orders read before they take. */
    static final Duration KEPT_FOR = Duration.ofMinutes(1);

    /** The most entries. A full cache is cleared. */
    private static final int WANTED_MAX = 10_000;

    private final Map<Wanted, Proof> proofs = new ConcurrentHashMap<>();
    private final LongAdder refusedUnits = new LongAdder();

    /**
     * A SKU and location that orders of a channel ask for.
     *
     * @param location the location; empty for any location
     * @param channel the seller: what is left for one channel may be more than for another
     * @param group the group whose locations may serve the order; empty for all
     */
    public record Wanted(
            Sku sku, Optional<Location> location, Channel channel, Optional<LocationGroup> group) {}

    /**
     * A reading that proves how many units were left.
     *
     * @param available units that were available at one moment, not before {@code at}
     * @param versions the versions of the items that were read; items that did not exist are
     *     missing
     * @param at when the reading began
     */
    public record Evidence(long available, Map<ItemKey, Long> versions, long at) {
        public Evidence {
            versions = Map.copyOf(versions);
        }
    }

    private record Proof(Evidence evidence, boolean isRush) {
        boolean refusesAt(long now) {
            long age = now - evidence.at();
            return isRush && age >= 0 && age < REFUSES_FOR.toNanos();
        }

        boolean isKeptAt(long now) {
            return now - evidence.at() < KEPT_FOR.toNanos();
        }
    }

    /** Adds a proof. */
    public void note(Wanted wanted, Evidence evidence) {
        if (proofs.size() >= WANTED_MAX) {
            proofs.clear();
        }
        proofs.merge(
                wanted,
                new Proof(evidence, false),
                (before, next) ->
                        new Proof(
                                evidence, evidence.at() - before.evidence().at() < RUSH.toNanos()));
    }

    /** The number of units left, if a recent proof of a rush shows fewer than an order asks for. */
    public OptionalLong refuses(Wanted wanted, long units, long now) {
        Proof proof = proofs.get(wanted);
        if (proof == null || !proof.refusesAt(now) || units <= proof.evidence().available()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(proof.evidence().available());
    }

    /**
     * The last proof that the SKU was sold out. While there is one, orders read before they take.
     */
    public Optional<Evidence> evidence(Wanted wanted, long now) {
        return Optional.ofNullable(proofs.get(wanted))
                .filter(proof -> proof.isKeptAt(now))
                .map(Proof::evidence);
    }

    /** Removes the proof, because there are units again. */
    public void forget(Wanted wanted) {
        proofs.remove(wanted);
    }

    /** Counts units that were refused from this cache. */
    public void count(long units) {
        refusedUnits.add(units);
    }

    /** Units refused from this cache since the last call. */
    public long drainRefusedUnits() {
        return refusedUnits.sumThenReset();
    }
}
