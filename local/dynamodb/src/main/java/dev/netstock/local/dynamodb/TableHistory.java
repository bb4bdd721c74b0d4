package dev.netstock.local.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The items of a table as of an earlier moment, from its stream: it has each change, in order.
 * Since its records have their time in minutes only, the position of the stream is noted a few
 * times a second while the table is written. Thread-safe.
 */
final class TableHistory {
    private static final Duration NOTED_EVERY = Duration.ofMillis(250);

    /** In one shared database, access key and region do not matter. */
    private static final String ACCESS_KEY = "local";

    private static final String REGION = "us-east-1";

    private final LocalDynamoDBRequestHandler requests;
    private final Instant startedAt = Instant.now();
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /** By table: the sequence number of the next record, by time. */
    private final Map<String, ConcurrentSkipListMap<Instant, Long>> positions =
            new ConcurrentHashMap<>();

    private TableHistory(LocalDynamoDBRequestHandler requests) {
        this.requests = requests;
    }

    /** Starts a thread that notes positions. It does nothing while no table is written. */
    static TableHistory start(LocalDynamoDBRequestHandler requests) {
        var history = new TableHistory(requests);
        Thread.ofPlatform().daemon().name("table-history").start(history::run);
        return history;
    }

    /** Moments before this one are unknown. */
    Instant earliest() {
        return startedAt;
    }

    /** Notes the position of a table, so that all its writes so far are before this moment. */
    Instant latest(String table) {
        noteIfWritten(table);
        return Instant.now();
    }

    /** One at a time: a second caller finds the position that the first one has noted. */
    private synchronized void noteIfWritten(String table) {
        if (written.remove(table)) {
            note(table);
        }
    }

    /** A table was written. */
    void add(String table) {
        written.add(table);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(NOTED_EVERY);
                Set.copyOf(written).forEach(this::noteIfWritten);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(String table) {
        try {
            TableDescription description = describe(table);
            if (description.latestStreamArn() != null) {
                positions
                        .computeIfAbsent(table, _ -> new ConcurrentSkipListMap<>())
                        .put(
                                // Requests have milliseconds.
                                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                                next(description.latestStreamArn()));
            }
        } catch (RuntimeException e) {
            // The table was deleted meanwhile.
            positions.remove(table);
        }
    }

    TableDescription describe(String table) {
        return requests.describeTable(
                        ACCESS_KEY, REGION, DescribeTableRequest.builder().tableName(table).build())
                .table();
    }

    /** DynamoDB Local's iterator contains the sequence number of the next record. */
    private long next(String stream) {
        String iterator = iterator(stream, ShardIteratorType.LATEST);
        String encoded = iterator.substring(iterator.lastIndexOf('|') + 1);
        String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        return Long.parseLong(text.split("\\|", 3)[1]);
    }

    private String iterator(String stream, ShardIteratorType type) {
        String shard =
                requests.describeStream(
                                ACCESS_KEY,
                                REGION,
                                DescribeStreamRequest.builder().streamArn(stream).build())
                        .streamDescription()
                        .shards()
                        .getLast()
                        .shardId();
        return requests.getShardIterator(
                        ACCESS_KEY,
                        REGION,
                        GetShardIteratorRequest.builder()
                                .streamArn(stream)
                                .shardId(shard)
                                .shardIteratorType(type)
                                .build())
                .shardIterator();
    }

    /**
     * The items as of a moment.
     *
     * @throws IllegalStateException if an item was changed since, and the stream has no old images
     */
    List<Map<String, AttributeValue>> items(TableDescription table, Instant at) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = current(table);
        List<StreamRecord> changes = new ArrayList<>();
        Set<Map<String, AttributeValue>> inserted = new HashSet<>();
        long end = position(table.tableName(), at);
        for (Record each : records(table.latestStreamArn())) {
            StreamRecord change = each.dynamodb();
            if (Long.parseLong(change.sequenceNumber()) >= end) {
                changes.add(change);
                if (each.eventName().toString().equals("INSERT")) {
                    inserted.add(keyOf(change, table));
                }
            }
        }
        undo(table, items, changes, inserted);
        return List.copyOf(items.values());
    }

    /** Before the first position of the table, its stream was at its beginning. */
    private long position(String table, Instant at) {
        var of = positions.getOrDefault(table, new ConcurrentSkipListMap<>());
        var entry = of.floorEntry(at);
        return entry == null ? 0 : entry.getValue();
    }

    /** Undoes the first change of each item after the moment. */
    private static void undo(
            TableDescription table,
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items,
            List<StreamRecord> changes,
            Set<Map<String, AttributeValue>> inserted) {
        var done = new HashSet<Map<String, AttributeValue>>();
        for (StreamRecord change : changes) {
            Map<String, AttributeValue> key = keyOf(change, table);
            if (!done.add(key)) {
                continue;
            }
            if (change.hasOldImage() && !change.oldImage().isEmpty()) {
                items.put(key, StreamImages.whole(change.oldImage()));
            } else if (inserted.contains(key)) {
                items.remove(key);
            } else {
                throw new IllegalStateException(
                        "The stream of the table %s has no old images, and an item was changed or deleted since"
                                .formatted(table.tableName()));
            }
        }
    }

    private static Map<String, AttributeValue> keyOf(StreamRecord change, TableDescription table) {
        return key(change.keys(), table);
    }

    private static Map<String, AttributeValue> key(
            Map<String, AttributeValue> item, TableDescription table) {
        Map<String, AttributeValue> key = new TreeMap<>();
        table.keySchema().forEach(it -> key.put(it.attributeName(), item.get(it.attributeName())));
        return key;
    }

    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> current(
            TableDescription table) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
        Map<String, AttributeValue> after = new HashMap<>();
        do {
            var request = ScanRequest.builder().tableName(table.tableName()).consistentRead(true);
            if (!after.isEmpty()) {
                request.exclusiveStartKey(after);
            }
            ScanResponse page = requests.scan(ACCESS_KEY, REGION, request.build());
            page.items().forEach(item -> items.put(key(item, table), item));
            after = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!after.isEmpty());
        return items;
    }

    private List<Record> records(String stream) {
        List<Record> all = new ArrayList<>();
        String iterator = iterator(stream, ShardIteratorType.TRIM_HORIZON);
        while (iterator != null) {
            GetRecordsResponse page =
                    requests.getRecords(
                            ACCESS_KEY,
                            REGION,
                            GetRecordsRequest.builder().shardIterator(iterator).build());
            all.addAll(page.records());
            iterator = page.records().isEmpty() ? null : page.nextShardIterator();
        }
        return all;
    }
}
