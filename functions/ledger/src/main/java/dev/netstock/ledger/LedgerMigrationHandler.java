package dev.netstock.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.migration.LedgerMigration;
import dev.netstock.ledger.migration.ResponseSender;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/**
 * The migration, a custom resource of CloudFormation. At each deployment that changes the schema or
 * the locations, it migrates the database, or fails the deployment with the reason. Thread-safe.
 */
public final class LedgerMigrationHandler implements RequestStreamHandler {
    private final LedgerMigration migration;
    private final Telemetry telemetry;

    /** Called by Lambda. */
    public LedgerMigrationHandler() {
        this(
                new LedgerMigration(
                        LedgerDatabase.ofMigration(Environment.ofFunction()),
                        new ResponseSender(Pause.SLEEP)));
    }

    LedgerMigrationHandler(LedgerMigration migration) {
        this.migration = migration;
        this.telemetry = new Telemetry("ledger-migration", new FailureTally());
    }

    /**
     * Handles a request of CloudFormation.
     *
     * @throws IllegalArgumentException if it is malformed, and so has no URL to respond to
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        byte[] event = input.readAllBytes();
        long startedAt = System.nanoTime();
        String outcome = telemetry.logged(context, () -> migration.handle(event));
        telemetry.report(
                new CallReport(
                        "migrateLedger",
                        outcome,
                        Map.of(),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
    }
}
