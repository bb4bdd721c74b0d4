package dev.netstock.stock.shard;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What an environment knows of SKUs that are gone, so that a storm of orders for one costs no
 * writes. Thread-safe.
 *
 * <p>It remembers proofs: at a moment, so many units were left. One proof lets the next order look
 * before it takes. Two within a second are a storm: then orders for more are refused at once, for
 * half a second from the beginning of the reading that proved it. So a restock is seen within a
 * second, and a SKU that is asked for now and then is refused only on a look of one's own.
 *
 * <p>All times are readings of one monotonic clock, in nanoseconds.
 */
public final class SoldOutCache {
    /** How long a proof stands for a look of one's own. */
    static final Duration STANDS = Duration.ofMillis(500);

    /** Two proofs within this time are a storm. */
    static final Duration STORM = Duration.ofSeconds(1);

    /** How long orders look before they take. */
    static final Duration KEPT = Duration.ofMinutes(1);

    /** Who sees more SKUs sold out than this forgets them all, and learns again. */
    private static final int WANTED_MAX = 10_000;

    private final Map<Wanted, Proof> proofs = new ConcurrentHashMap<>();
    private final LongAdder refusedUnits = new LongAdder();

    /**
     * What an order asks for.
     *
     * @param location where from; empty stands for any location
     */
    public record Wanted(Sku sku, Optional<Location> location) {}

    /**
     * That so many units were left.
     *
     * @param available units that could be promised at one moment, not before {@code at}
     * @param versions the items that were read, and at which versions; those that did not exist are
     *     missing
     * @param at when the reading began
     */
    public record Evidence(long available, Map<ItemKey, Long> versions, long at) {
        public Evidence {
            versions = Map.copyOf(versions);
        }
    }

    private record Proof(Evidence evidence, boolean isStorm) {
        boolean standsAt(long now) {
            long age = now - evidence.at();
            return isStorm && age >= 0 && age < STANDS.toNanos();
        }

        boolean isKeptAt(long now) {
            return now - evidence.at() < KEPT.toNanos();
        }
    }

    /** Notes a proof. */
    public void note(Wanted wanted, Evidence evidence) {
        if (proofs.size() >= WANTED_MAX) {
            proofs.clear();
        }
        proofs.merge(
                wanted,
                new Proof(evidence, false),
                (before, next) ->
                        new Proof(
                                evidence,
                                evidence.at() - before.evidence().at() < STORM.toNanos()));
    }

    /** How many units were left, if that is fewer than are asked for, and known well enough. */
    public OptionalLong refuses(Wanted wanted, long units, long now) {
        Proof proof = proofs.get(wanted);
        if (proof == null || !proof.standsAt(now) || units <= proof.evidence().available()) {
            return OptionalLong.empty();
        }
        refusedUnits.add(units);
        return OptionalLong.of(proof.evidence().available());
    }

    /** The last proof that the SKU was gone: whoever has one looks before he takes. */
    public Optional<Evidence> evidence(Wanted wanted, long now) {
        return Optional.ofNullable(proofs.get(wanted))
                .filter(proof -> proof.isKeptAt(now))
                .map(Proof::evidence);
    }

    /** There are units again. */
    public void forget(Wanted wanted) {
        proofs.remove(wanted);
    }

    /** Units refused at once since the last call. */
    public long drainRefusedUnits() {
        return refusedUnits.sumThenReset();
    }
}
