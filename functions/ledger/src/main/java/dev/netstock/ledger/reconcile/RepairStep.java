package dev.netstock.ledger.reconcile;

import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.reconcile.Finding.Event;
import dev.netstock.ledger.reconcile.judging.Manipulation;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.correction.Correction;
import dev.netstock.stock.correction.ItemInspector;
import dev.netstock.stock.correction.StockCorrector;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.table.CorrectAnswer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Repairs what was found, one finding after the other, each once however often it is tried.
 * Thread-safe.
 *
 * @param ledger the database
 * @param posting tells the ledger of events, each once
 * @param inspecting reads rows of net stock
 * @param correcting sets items right
 * @param elsewhere gives back what left from elsewhere
 * @param wake wakes the sync of supply
 */
record RepairStep(
        Transactions ledger,
        Consumer<List<StockEvent>> posting,
        ItemInspector inspecting,
        StockCorrector correcting,
        ShippedElsewhereRepair elsewhere,
        SyncWake wake)
        implements SliceWork {
    private static final int FINDINGS_MAX = 50;

    private static final String NOTE =
            """
            UPDATE reconcile_findings SET repair = ? WHERE run_id = ? AND kind = ? AND subject = ?
            """;

    @Override
    public Page page(Run run, Slice slice, Call call) {
        if (!run.repair()) {
            return new Page(0, Optional.empty(), Page.Note.NOTHING);
        }
        List<Finding> findings =
                ledger.inTransaction(
                        connection ->
                                Findings.page(
                                        new Sql(connection),
                                        run.id(),
                                        slice.after(),
                                        FINDINGS_MAX));
        Map<Finding, Repair> repairs = new LinkedHashMap<>();
        findings.forEach(finding -> repairs.put(finding, repair(run, finding, call)));
        if (repairs.containsValue(Repair.SENT_AGAIN) || repairs.containsValue(Repair.RECOUNTED)) {
            wake.wake(call);
        }
        return new Page(
                findings.size(),
                findings.size() < FINDINGS_MAX
                        ? Optional.empty()
                        : Optional.of(Findings.cursor(findings.getLast())),
                connection -> {
                    for (var entry : repairs.entrySet()) {
                        new Sql(connection)
                                .run(
                                        NOTE,
                                        entry.getValue().text(),
                                        run.id(),
                                        entry.getKey().kind().text(),
                                        entry.getKey().subject());
                    }
                });
    }

    private Repair repair(Run run, Finding finding, Call call) {
        return switch (finding.kind()) {
            case LOST_EVENT -> replay(finding.event().orElseThrow(), call);
            case UNCOUNTED_EVENT, WRONG_COVERED -> recount(finding);
            case SHIPPED_ELSEWHERE -> elsewhere.repair(finding, call);
            case DOUBLE_EVENT ->
                    finding.event().isPresent() ? setAside(run, finding, call) : recount(finding);
            case UNKNOWN_EVENT -> setAside(run, finding, call);
            case MISSING_ORDER, WRONG_ORDER -> rewrite(finding.orderId().orElseThrow());
            case EDITED_ITEM -> correct(run, finding, finding.edited().orElseThrow(), call);
            case STALE_ITEM, AHEAD_ITEM, MISSING_ITEM -> sendAgain(finding);
            case UNKNOWN_ITEM, CONTRADICTION -> Repair.LEFT_TO_PEOPLE;
        };
    }

    private Repair replay(Event event, Call call) {
        List<StockEvent> events =
                inspecting.rows(List.of(ExtraEvents.key(event.id())), call).stream()
                        .flatMap(row -> StockEvents.of(row).stream())
                        .toList();
        posting.accept(events);
        return events.isEmpty() ? Repair.LEFT_TO_NEXT_RUN : Repair.REPLAYED;
    }

    /** What net stock has of the event, under its own time, is posted in its place. */
    private Repair setAside(Run run, Finding finding, Call call) {
        Event event = finding.event().orElseThrow();
        String orderId = ExtraEvents.key(event.id()).cause().id();
        new LedgerRepairs(ledger).setAside(event, orderId, run.reportKey());
        replay(event, call);
        return Repair.SET_ASIDE;
    }

    private Repair recount(Finding finding) {
        new LedgerRepairs(ledger).recount(finding.item().orElseThrow());
        return Repair.RECOUNTED;
    }

    private Repair rewrite(String orderId) {
        new LedgerRepairs(ledger).rewrite(orderId);
        return Repair.REWRITTEN;
    }

    private Repair sendAgain(Finding finding) {
        new LedgerRepairs(ledger).sendAgain(finding.item().orElseThrow(), finding.ledgerVersion());
        return Repair.SENT_AGAIN;
    }

    private Repair correct(Run run, Finding finding, Manipulation edited, Call call) {
        if (!edited.isExact()) {
            return Repair.LEFT_TO_NEXT_RUN;
        }
        ItemKey item = finding.item().orElseThrow();
        var correction =
                new Correction(
                        run.id() + "/" + finding.subject(),
                        item,
                        -edited.available(),
                        -edited.reserved(),
                        -edited.supply(),
                        finding.ledgerVersion(),
                        run.reportKey());
        return switch (correcting.correct(correction, call)) {
            case CorrectAnswer.Corrected _, CorrectAnswer.Exists _ -> Repair.CORRECTED;
            case CorrectAnswer.Moved _ -> Repair.LEFT_TO_NEXT_RUN;
        };
    }
}
