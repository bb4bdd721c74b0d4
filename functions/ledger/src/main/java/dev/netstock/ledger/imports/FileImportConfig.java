package dev.netstock.ledger.imports;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;

import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What the file import is told by its environment.
 *
 * @param ledger {@code LEDGER_*}
 * @param supplySyncQueue {@code SUPPLY_SYNC_QUEUE}, a URL
 * @param reconcileQueue {@code RECONCILE_QUEUE}, a URL
 * @param filesBucket {@code FILES_BUCKET}, a name
 * @param timeZone {@code TIME_ZONE}, where the retailer is
 */
record FileImportConfig(
        LedgerConfig ledger,
        String supplySyncQueue,
        String reconcileQueue,
        String filesBucket,
        ZoneId timeZone) {
    /** Of a file's bytes; while rows go into the database, S3 waits. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    static FileImportConfig of(Environment environment) {
        return new FileImportConfig(
                LedgerConfig.of(environment),
                environment.required("SUPPLY_SYNC_QUEUE"),
                environment.required("RECONCILE_QUEUE"),
                environment.required("FILES_BUCKET"),
                environment.required("TIME_ZONE", BusinessDates::zone));
    }

    LedgerDatabase database() {
        return LedgerDatabase.of(ledger);
    }

    /** The bucket, over a client of the environment. */
    FileBucket bucket() {
        return new S3FileBucket(
                S3Client.builder().httpClient(DynamoClients.httpClient(ANSWER_LIMIT)).build(),
                filesBucket);
    }

    ImportFollowUp afterImport(CallListener listener) {
        return new ImportFollowUp(
                QueueSyncWake.to(supplySyncQueue, listener),
                MessagingClients.queue(reconcileQueue, listener));
    }
}
