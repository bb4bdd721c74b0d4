package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.judgement.Journal;
import dev.netstock.ledger.reconcile.judgement.Journal.GiveBack;
import dev.netstock.ledger.reconcile.judgement.Journal.Take;
import dev.netstock.ledger.reconcile.judgement.Journal.UndoneTake;
import dev.netstock.ledger.reconcile.judgement.Look;
import dev.netstock.stock.ItemKey;

import java.util.List;

/**
 * An item that seems to differ from the ledger.
 *
 * @param item its key
 * @param looks the looks at it, oldest first
 * @param before units reserved by all deltas that are older than the run's journal
 * @param lines the lines since then
 */
record Suspect(ItemKey item, List<Seen> looks, long before, List<JournalLine> lines) {
    Suspect {
        looks = List.copyOf(looks);
        lines = List.copyOf(lines);
    }

    /**
     * A look, and the ledger's supply directly after it.
     *
     * @param look the numbers of the item
     * @param items how many items the SKU has at the location, as its first item says; 0 on others
     * @param supply the supply of the item
     * @param supplyVersion the version of that supply
     * @param ledger the ledger's supply
     */
    record Seen(Look look, int items, long supply, long supplyVersion, LedgerSupply ledger) {}

    /** The ledger's supply. */
    sealed interface LedgerSupply {
        /** The ledger does not have the key. */
        record Unknown() implements LedgerSupply {}

        /**
         * @param behind whether the ledger sent a newer supply than the item's, and the time to
         *     settle has passed since
         */
        record Known(long supply, long version, boolean behind) implements LedgerSupply {}
    }

    Seen last() {
        return looks.getLast();
    }

    /**
     * Whether it is a shard or a pool that a first item names and the second look did not find. It
     * may never have been there: an item comes into being with its first units.
     */
    boolean isAbsent() {
        return last().look().version() == 0;
    }

    /** The units that orders hold of it, as the ledger has it. */
    long reserved() {
        return before
                - lines.stream().filter(line -> !line.undone()).mapToLong(JournalLine::units).sum();
    }

    List<Look> plainLooks() {
        return looks.stream().map(Seen::look).toList();
    }

    /** The journal with which the looks are judged. */
    Journal journal() {
        return new Journal(
                before,
                lines.stream()
                        .filter(line -> line.take() > 0 && !line.undone())
                        .map(line -> new Take(line.take(), -line.units()))
                        .toList(),
                lines.stream()
                        .filter(JournalLine::undone)
                        .map(line -> new UndoneTake(line.take(), line.units(), line.at()))
                        .toList(),
                lines.stream()
                        .filter(line -> line.take() == 0)
                        .map(line -> new GiveBack(line.units(), line.at()))
                        .toList());
    }

    /** The same suspect without units that only the ledger's deltas have. */
    Suspect without(long units) {
        return new Suspect(item, looks, before - units, lines);
    }
}
