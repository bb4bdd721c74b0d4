package dev.netstock.ledger.imports;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.files.S3FileBucket;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.stock.dynamodb.PlacesConfig;
import dev.netstock.stock.place.LocationStatements;

import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/**
 * The environment of the file import.
 *
 * @param reconcileQueue {@code RECONCILE_QUEUE}, a URL
 * @param filesBucket {@code FILES_BUCKET}, a name
 * @param timeZone {@code TIME_ZONE} of the retailer
 * @param places {@code PLACES_TABLE}, {@code LOCATIONS}
 * @param poolsQueue {@code POOLS_QUEUE}, a URL: its function publishes locations
 * @param mallItemQueue {@code MALL_ITEM_QUEUE}, a URL; empty if the stage has no malls
 */
record FileImportConfig(
        String reconcileQueue,
        String filesBucket,
        ZoneId timeZone,
        PlacesConfig places,
        String poolsQueue,
        Optional<String> mallItemQueue) {
    /** S3 waits while rows are written to the database. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    static FileImportConfig of(Environment environment) {
        return new FileImportConfig(
                environment.required("RECONCILE_QUEUE"),
                environment.required("FILES_BUCKET"),
                environment.required("TIME_ZONE", BusinessDates::zone),
                PlacesConfig.of(environment),
                environment.required("POOLS_QUEUE"),
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
                        locationRows(listener),
                        InstantSource.system(),
                        new BusinessDates(InstantSource.system(), timeZone)),
                ledger,
                wake,
                MessagingClients.queue(reconcileQueue, listener),
                mallItemQueue.map(url -> MessagingClients.queue(url, listener)));
    }

    private Function<Call, FileRows> locationRows(CallListener listener) {
        var statements = new LocationStatements(places.places(DynamoClients.create(), listener));
        QueueSender publisher = MessagingClients.queue(poolsQueue, listener);
        return call -> new LocationRows(statements, publisher, call);
    }
}
