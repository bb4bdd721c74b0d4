package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.judging.Journal;
import dev.netstock.ledger.reconcile.judging.Journal.GiveBack;
import dev.netstock.ledger.reconcile.judging.Journal.Take;
import dev.netstock.ledger.reconcile.judging.Journal.UndoneTake;
import dev.netstock.ledger.reconcile.judging.Look;
import dev.netstock.stock.ItemKey;

import java.util.List;

/**
 * An item that did not plainly agree with the ledger.
 *
 * @param item which one
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
     * A look, and what the ledger said right after it.
     *
     * @param look the numbers of the item
     * @param supply as the item has it
     * @param supplyVersion the ledger's version of it, as the item has it
     * @param ledger what the ledger had
     */
    record Seen(Look look, long supply, long supplyVersion, LedgerSupply ledger) {}

    /** What the ledger had. */
    sealed interface LedgerSupply {
        /** It does not know the key. */
        record Unknown() implements LedgerSupply {}

        /**
         * @param behind whether it sent a newer supply than the item's, longer ago than things take
         *     to settle
         */
        record Known(long supply, long version, boolean behind) implements LedgerSupply {}
    }

    Seen last() {
        return looks.getLast();
    }

    List<Look> plainLooks() {
        return looks.stream().map(Seen::look).toList();
    }

    /** What the looks are judged by. */
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

    /** The same, where the ledger's deltas counted so many units that net stock never had. */
    Suspect without(long units) {
        return new Suspect(item, looks, before - units, lines);
    }
}
