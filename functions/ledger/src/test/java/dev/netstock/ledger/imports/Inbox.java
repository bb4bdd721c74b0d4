package dev.netstock.ledger.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.files.FileKey;
import dev.netstock.files.S3FileBucket;
import dev.netstock.files.Upload;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.local.s3.S3Local;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoPlaces;
import dev.netstock.stock.place.LocationStatements;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** The bucket, the ledger, and the import function. Not thread-safe. */
final class Inbox implements AutoCloseable {
    static final String BUCKET = "files";
    static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");

    static final BusinessDates DATES =
            new BusinessDates(InstantSource.fixed(NOW), ZoneId.of("Asia/Tokyo"));

    private long uploads;
    final TestLedger ledger = TestLedger.createWithoutLocations();
    final AtomicInteger wakes = new AtomicInteger();
    final List<String> reconcileMessages = new ArrayList<>();
    final List<String> mallItemMessages = new ArrayList<>();
    final List<String> poolMessages = new ArrayList<>();

    private final LocalTables tables = LocalTables.create();
    private int placesTables;
    private DynamoPlaces places = newPlaces();

    private final S3Local s3 = S3Local.start();
    private final S3Client client = client(s3);

    private final class Sqs implements SqsClient {
        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            List<String> queue =
                    switch (request.queueUrl()) {
                        case "http://mall-items" -> mallItemMessages;
                        case "http://pools" -> poolMessages;
                        default -> reconcileMessages;
                    };
            request.entries().forEach(entry -> queue.add(entry.messageBody()));
            return SendMessageBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    static Inbox open() {
        Inbox inbox = new Inbox();
        inbox.s3.createBucket(BUCKET);
        inbox.s3.enableVersioning(BUCKET);
        return inbox;
    }

    void clear() {
        ledger.clear();
        ledger.execute("DELETE FROM locations");
        var all = client.listObjectVersions(it -> it.bucket(BUCKET));
        all.versions().forEach(it -> delete(it.key(), it.versionId()));
        all.deleteMarkers().forEach(it -> delete(it.key(), it.versionId()));
        wakes.set(0);
        reconcileMessages.clear();
        mallItemMessages.clear();
        poolMessages.clear();
        places = newPlaces();
    }

    /** An empty table of locations; the deployment planned one. */
    private DynamoPlaces newPlaces() {
        placesTables++;
        return new DynamoPlaces(
                tables.client(),
                tables.createMore("Places" + placesTables, "kind", "id"),
                Locations.parse("shinjuku"),
                InstantSource.fixed(NOW),
                (_, _) -> {});
    }

    /** Net stock's locations. */
    Places places() {
        return places.read(Optional.empty(), Shop.call()).places();
    }

    /** Stores a location as the API does, at a time. */
    void putLocation(String name, boolean sellsOnline, Instant at) {
        var place =
                new Place(
                        new Location(name),
                        name,
                        sellsOnline,
                        Place.PRIORITY_DEFAULT,
                        new TreeSet<>(),
                        false,
                        Optional.empty(),
                        new TreeMap<>(Map.of(new Channel("pos"), 2)),
                        at,
                        0);
        Places now = places();
        if (!places.write(place.after(now.location(place.location())), now, Shop.call())) {
            throw new AssertionError("The location was not stored");
        }
    }

    private void delete(String key, String versionId) {
        client.deleteObject(it -> it.bucket(BUCKET).key(key).versionId(versionId));
    }

    /** Deletes an object without its versions. */
    void delete(String key) {
        client.deleteObject(it -> it.bucket(BUCKET).key(key));
    }

    /** Uploads a file, and returns the record of its notification. */
    String put(String key, String text) {
        return put(key, text.getBytes(UTF_8));
    }

    String put(String key, byte[] bytes) {
        String version =
                client.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes))
                        .versionId();
        uploads++;
        return record(key, version, uploads, NOW.plusSeconds(uploads));
    }

    /** The record of an upload in a notification of S3. */
    static String record(String key, String version, long sequencer, Instant at) {
        return """
        {"eventTime":"%s","s3":{"object":{"key":"%s","versionId":"%s","sequencer":"00%08XE5"}}}
        """
                .formatted(at, URLEncoder.encode(key, UTF_8), version, sequencer)
                .strip();
    }

    /** Uploads a file and delivers its notification. */
    void receive(String key, String text) {
        deliver(put(key, text));
    }

    /** Delivers notifications in one message. */
    SQSBatchResponse deliver(String... records) {
        return handler(ledger.database()).handleRequest(message(records), TestContext.create());
    }

    /** Delivers a notification without a version. */
    SQSBatchResponse notifyOf(String key) {
        return deliver(
                "{\"s3\":{\"object\":{\"key\":\"%s\"}}}".formatted(URLEncoder.encode(key, UTF_8)));
    }

    static Upload upload(String key) {
        return new Upload(new FileKey(key), Optional.empty(), "", Optional.empty());
    }

    FileImportHandler handler(Transactions transactions) {
        return new FileImportHandler(
                new FileImportWork(
                        importer(transactions),
                        transactions,
                        _ -> wakes.incrementAndGet(),
                        MessagingClients.sender(new Sqs(), "http://queue", (_, _) -> {}),
                        Optional.of(
                                MessagingClients.sender(
                                        new Sqs(), "http://mall-items", (_, _) -> {}))),
                new FailureTally());
    }

    FileImporter importer(Transactions transactions) {
        return new FileImporter(
                new S3FileBucket(client, BUCKET),
                new FileLedger(transactions),
                call ->
                        new LocationRows(
                                new LocationStatements(places),
                                MessagingClients.sender(new Sqs(), "http://pools", (_, _) -> {}),
                                call),
                InstantSource.fixed(NOW),
                DATES);
    }

    List<String> keys() {
        return client.listObjectsV2(it -> it.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    String text(String key) {
        return client.getObjectAsBytes(it -> it.bucket(BUCKET).key(key)).asUtf8String();
    }

    /** The states of the imports, in their order. */
    List<String> imports() {
        return ledger.rows(
                "SELECT kind, state, rows_read, rows_new FROM imports ORDER BY import_id");
    }

    List<String> supply() {
        return ledger.rows("SELECT sku, location, supply FROM net_stock ORDER BY 1, 2");
    }

    static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        ledger.close();
        tables.delete();
        client.close();
        s3.close();
    }

    private static SQSEvent message(String... records) {
        var message = new SQSMessage();
        message.setMessageId("message");
        message.setBody("{\"Records\":[%s]}".formatted(String.join(",", records)));
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    private static S3Client client(S3Local s3) {
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
