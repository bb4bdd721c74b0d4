package dev.netstock.bench.physics.sale;

import java.time.Duration;

/**
 * How the SKU is sold.
 *
 * @param protocol how an order takes its units
 * @param shards over how many items the units are spread at the start
 * @param automatic whether heat raises that number
 * @param aside what a take does that is throttled or meets a transaction
 * @param proof when an order is refused
 * @param memory how long an environment refuses without asking after it had proof that too little
 *     is left; zero for no memory
 */
public record Design(
        Protocol.Kind protocol,
        int shards,
        boolean automatic,
        Aside aside,
        Proof proof,
        Duration memory) {
    /** Bounded so that a restock is sold within a second. */
    private static final Duration MEMORY = Duration.ofMillis(500);

    /** Where a take is tried again. */
    public enum Aside {
        /** At the same item, as any other request is. */
        STAYS,
        /**
         * At the next one; the first item is read before, so that an environment learns of the
         * others also when it gets through to nothing.
         */
        GOES_ELSEWHERE
    }

    /** When an order is refused. */
    public enum Proof {
        /** Two readings in a row show too little, and no item's version changed between them. */
        SAME_VERSIONS,
        /** Two readings in a row show too little. */
        TWO_READINGS
    }

    public Design {
        if (shards < 1 || memory.isNegative()) {
            throw new IllegalArgumentException("A SKU has at least one item");
        }
    }

    /** With a sold-out memory, and takes that go elsewhere. */
    public static Design of(Protocol.Kind protocol, int shards) {
        return new Design(
                protocol, shards, false, Aside.GOES_ELSEWHERE, Proof.SAME_VERSIONS, MEMORY);
    }

    public Design withShards(int items) {
        return new Design(protocol, items, automatic, aside, proof, memory);
    }

    /** Heat raises the number of shards. */
    public Design raisedByHeat() {
        return new Design(protocol, shards, true, aside, proof, memory);
    }

    /** A take is tried again where it failed. */
    public Design stubborn() {
        return new Design(protocol, shards, automatic, Aside.STAYS, proof, memory);
    }

    /** With another rule for refusals. */
    public Design withProof(Proof other) {
        return new Design(protocol, shards, automatic, aside, other, memory);
    }

    public Design withoutMemory() {
        return new Design(protocol, shards, automatic, aside, proof, Duration.ZERO);
    }
}
