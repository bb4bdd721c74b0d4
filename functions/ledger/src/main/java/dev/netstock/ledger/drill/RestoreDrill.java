package dev.netstock.ledger.drill;

import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.projection.rebuild.EventArchive;
import dev.netstock.stock.Locations;

import java.util.function.Function;

/**
 * Answers the steps of a restore drill. The stage is only read; all writes go to the copies, whose
 * names the request must mark as such. Thread-safe.
 *
 * @param stage the tables and the ledger of the stage
 * @param archive the archive of events
 * @param restored opens the ledger of a copy
 * @param listener receives failed requests
 */
record RestoreDrill(
        Stage stage,
        EventArchive archive,
        Function<LedgerConfig, LedgerDatabase> restored,
        CallListener listener) {
    /** What a stage has. */
    record Stage(
            DynamoTablePair tables,
            Locations locations,
            LedgerConfig ledger,
            LedgerDatabase database) {}

    /** Answers with JSON. */
    String answer(DrillRequest request, Call call) {
        requireCopies(request);
        DynamoTablePair live = stage.tables();
        DynamoTablePair copies = live.with(request.netStock(), request.stockDeltas());
        try (LedgerDatabase ledger = restored.apply(ledger(request))) {
            var replay = new Replay(live, copies, new LedgerPosting(ledger, _ -> {}), archive);
            var comparison = new LiveComparison(stage.database(), live, copies);
            return switch (request.action()) {
                case REPLAY_ARCHIVE -> replay.archive(request, call);
                case REPLAY_TABLE -> replay.table(request, call);
                case REPAIR -> reconcile(copies, request.allowances(), ledger, true, call);
                case RECONCILE -> reconcile(copies, request.allowances(), ledger, false, call);
                case MISSING_STEPS -> comparison.steps(request, call);
                case MISSING_UNITS -> comparison.units(request, call);
            };
        }
    }

    private String reconcile(
            DynamoTablePair copies,
            String allowances,
            LedgerDatabase ledger,
            boolean repair,
            Call call) {
        return copies.wholeRun(allowances, ledger, stage.locations(), listener)
                .report(repair, call)
                .orElseGet(
                        () ->
                                JsonWriter.object(
                                        json -> json.writeStringField("cursor", "running")));
    }

    private void requireCopies(DrillRequest request) {
        boolean isLive =
                request.netStock().equals(stage.tables().netStock())
                        || request.stockDeltas().equals(stage.tables().stockDeltas())
                        || (request.ledgerHost().equals(stage.ledger().host())
                                && request.ledgerPort() == stage.ledger().port());
        if (isLive) {
            throw new IllegalArgumentException("A drill never writes to the stage itself");
        }
    }

    /** A copy has the users and the name of its source. */
    private LedgerConfig ledger(DrillRequest request) {
        LedgerConfig source = stage.ledger();
        return new LedgerConfig(
                request.ledgerHost(),
                request.ledgerPort(),
                source.database(),
                source.user(),
                source.region());
    }
}
