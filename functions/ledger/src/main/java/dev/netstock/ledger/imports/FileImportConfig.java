package dev.netstock.ledger.imports;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.files.S3FileBucket;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;

import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The environment of the file import.
 *
 * @param reconcileQueue {@code RECONCILE_QUEUE}, a URL
 * @param filesBucket {@code FILES_BUCKET}, a name
 * @param timeZone {@code TIME_ZONE} of the retailer
 * @param mallItemQueue {@code MALL_ITEM_QUEUE}, a URL; empty if the stage has no malls
 */
record FileImportConfig(
        String reconcileQueue,
        String filesBucket,
        ZoneId timeZone,
        Optional<String> mallItemQueue) {
    /** S3 waits while rows are written to the database. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    static FileImportConfig of(Environment environment) {
        return new FileImportConfig(
                environment.required("RECONCILE_QUEUE"),
                environment.required("FILES_BUCKET"),
                environment.required("TIME_ZONE", BusinessDates::zone),
                environment.optional("MALL_ITEM_QUEUE"));
    }

    FileImportWork work(Transactions ledger, SyncWake wake, CallListener listener) {
        var bucket =
                new S3FileBucket(
                        S3Client.builder()
                                .httpClient(DynamoClients.httpClient(READ_TIMEOUT))
                                .build(),
                        filesBucket);
        return new FileImportWork(
                new FileImporter(
                        bucket,
                        new FileLedger(ledger),
                        InstantSource.system(),
                        new BusinessDates(InstantSource.system(), timeZone)),
                ledger,
                wake,
                MessagingClients.queue(reconcileQueue, listener),
                mallItemQueue.map(url -> MessagingClients.queue(url, listener)));
    }
}
