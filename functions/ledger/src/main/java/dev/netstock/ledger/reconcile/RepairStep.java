package dev.netstock.ledger.reconcile;

import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.reconcile.Finding.Event;
import dev.netstock.ledger.reconcile.judgement.Manipulation;
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

/**
 * Repairs the findings one after the other. Each repair takes effect once, however often it is
 * tried. Thread-safe.
 *
 * @param ledger the database
 * @param ledgerRepairs repairs the ledger from its own deltas
 * @param posting posts events to the ledger, each once
 * @param inspector reads rows of net stock
 * @param corrector corrects items
 * @param elsewhere gives back units that left from another location
 * @param allowances repairs allowances of purchase limits
 * @param wake wakes the supply sync
 */
record RepairStep(
        Transactions ledger,
        LedgerRepairs ledgerRepairs,
        LedgerPosting posting,
        ItemInspector inspector,
        StockCorrector corrector,
        ShippedElsewhereRepair elsewhere,
        AllowanceFindings allowances,
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
                        sql -> Findings.page(sql, run.id(), slice.after(), FINDINGS_MAX));
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
                sql -> {
                    for (var entry : repairs.entrySet()) {
                        sql.run(
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
            case WRONG_ALLOWANCE -> allowances.repair(finding, call);
            case DOUBLE_EVENT ->
                    finding.event().isPresent() ? setAside(run, finding, call) : recount(finding);
            case UNKNOWN_EVENT -> setAside(run, finding, call);
            case MISSING_ORDER, WRONG_ORDER -> rewrite(finding.orderId().orElseThrow());
            case EDITED_ITEM -> correct(run, finding, finding.edited().orElseThrow(), call);
            case STALE_ITEM, AHEAD_ITEM, MISSING_ITEM -> sendAgain(finding);
            case MISSING_SHARD, UNKNOWN_ITEM, CONTRADICTION -> Repair.LEFT_TO_PEOPLE;
        };
    }

    private Repair replay(Event event, Call call) {
        List<StockEvent> events =
                inspector.rows(List.of(ExtraEvents.key(event.id())), call).stream()
                        .flatMap(row -> StockEvents.of(row).stream())
                        .toList();
        posting.post(events);
        return events.isEmpty() ? Repair.LEFT_TO_NEXT_RUN : Repair.REPLAYED;
    }

    /** Posts the event of net stock, with its own time, in place of the removed one. */
    private Repair setAside(Run run, Finding finding, Call call) {
        Event event = finding.event().orElseThrow();
        String orderId = ExtraEvents.key(event.id()).cause().id();
        ledgerRepairs.setAside(event, orderId, run.reportKey());
        replay(event, call);
        return Repair.SET_ASIDE;
    }

    private Repair recount(Finding finding) {
        ledgerRepairs.recount(finding.item().orElseThrow());
        return Repair.RECOUNTED;
    }

    private Repair rewrite(String orderId) {
        ledgerRepairs.rewrite(orderId);
        return Repair.REWRITTEN;
    }

    private Repair sendAgain(Finding finding) {
        ledgerRepairs.sendAgain(finding.item().orElseThrow(), finding.ledgerVersion());
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
        return switch (corrector.correct(correction, call)) {
            case CorrectAnswer.Corrected _, CorrectAnswer.Exists _ -> Repair.CORRECTED;
            case CorrectAnswer.Moved _ -> Repair.LEFT_TO_NEXT_RUN;
        };
    }
}
