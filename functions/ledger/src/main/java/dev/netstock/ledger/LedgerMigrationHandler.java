package dev.netstock.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.migration.AnswerByPut;
import dev.netstock.ledger.migration.LedgerMigration;
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
 * The migration, a custom resource of CloudFormation: at each deployment that changes the schema or
 * the locations, it makes the database what the version needs, or has the deployment fail with the
 * reason. Thread-safe.
 */
public final class LedgerMigrationHandler implements RequestStreamHandler {
    private final LedgerMigration migrating;
    private final Telemetry telemetry;

    /** As Lambda makes it, from the environment. */
    public LedgerMigrationHandler() {
        this(
                new LedgerMigration(
                        LedgerDatabase.of(LedgerConfig.of(Environment.ofFunction()))::migrate,
                        new AnswerByPut(Pause.SLEEP)));
    }

    /** With what it works on. */
    LedgerMigrationHandler(LedgerMigration migrating) {
        this.migrating = migrating;
        this.telemetry = new Telemetry("ledger-migration", new FailureTally());
    }

    /**
     * Handles a request of CloudFormation.
     *
     * @throws IllegalArgumentException if it is none: there is nobody to answer
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        byte[] event = input.readAllBytes();
        long startedAt = System.nanoTime();
        String outcome = telemetry.logged(context, () -> migrating.handle(event));
        telemetry.report(
                new CallReport(
                        "migrateLedger",
                        outcome,
                        Map.of(),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
    }
}
