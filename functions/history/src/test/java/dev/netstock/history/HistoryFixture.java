package dev.netstock.history;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.stream.testing.TableRecords;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Generations;
import dev.netstock.projection.GenerationsTable;
import dev.netstock.projection.ProjectionConsumer;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.DynamoHistory;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The history functions with their own tables.
 *
 * @param tables the local tables
 * @param config their names
 * @param clock by which the functions read the generations again
 * @param failed the bucket of rejected records
 */
record HistoryFixture(
        LocalTables tables, HistoryConfig config, InstantSource clock, FailedRecordsBucket failed) {
    static HistoryFixture open() {
        return open(InstantSource.system());
    }

    static HistoryFixture open(InstantSource clock) {
        LocalTables tables = LocalTables.create();
        return new HistoryFixture(
                tables,
                new HistoryConfig(tables.names().stockHistory(), tables.createProjections()),
                clock,
                new FailedRecordsBucket());
    }

    HistoryHandler handler() {
        return handler(tables.client());
    }

    HistoryHandler handler(DynamoDbClient client) {
        return handler(client, new DynamoGenerations(client, config.projectionsTable()));
    }

    /** A handler that only ever writes into this generation. */
    HistoryHandler handler(DynamoDbClient client, int generation) {
        return handler(client, new FixedGenerations(generation));
    }

    private HistoryHandler handler(DynamoDbClient client, GenerationsTable generations) {
        var failures = new FailureTally();
        return new HistoryHandler(
                config(client, generations, failures), failed.records(), failures);
    }

    /** What the handler does with the events of its records. */
    ProjectionConsumer consumer() {
        DynamoDbClient client = tables.client();
        HistoryConfig.Tables both =
                config(
                        client,
                        new DynamoGenerations(client, config.projectionsTable()),
                        (_, _) -> {});
        return new ProjectionConsumer(
                both.generations(), new HistoryProjection(both.history().recording()));
    }

    private HistoryConfig.Tables config(
            DynamoDbClient client, GenerationsTable generations, CallListener listener) {
        return new HistoryConfig.Tables(
                new DynamoHistory(client, config.stockHistoryTable(), listener),
                new GenerationReader(
                        HistoryProjection.NAME,
                        generations,
                        DynamoNetStock.retries(listener),
                        clock));
    }

    private record FixedGenerations(int number) implements GenerationsTable {
        @Override
        public Generations read(String projection) {
            return new Generations(number, Optional.empty(), number, Set.of(), Instant.EPOCH, 0);
        }

        @Override
        public boolean write(String projection, Generations next) {
            throw new UnsupportedOperationException("The generation is fixed");
        }
    }

    /** The stream records of deltas, numbered from 1. */
    static List<DynamodbStreamRecord> records(List<Delta> deltas) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (Delta delta : deltas) {
            records.add(TableRecords.inserted(records.size() + 1, DeltaCodec.encode(delta)));
        }
        return records;
    }

    /** All generations in a canonical form: rows as sorted JSON lines. */
    Map<Integer, String> export() {
        Map<Integer, TreeSet<String>> lines = new TreeMap<>();
        for (Map<String, AttributeValue> row : tables.scan(config.stockHistoryTable())) {
            List<String> history = List.of(requireNonNull(row.get("sku")).s().split("#", 2));
            var others = new TreeMap<>(row);
            others.put("sku", AttributeValue.fromS(history.get(1)));
            lines.computeIfAbsent(Integer.valueOf(history.get(0)), _ -> new TreeSet<>())
                    .add(line(others));
        }
        Map<Integer, String> exports = new TreeMap<>();
        lines.forEach((generation, sorted) -> exports.put(generation, String.join("\n", sorted)));
        return exports;
    }

    private static String line(Map<String, AttributeValue> row) {
        return JsonWriter.object(
                json -> {
                    for (Map.Entry<String, AttributeValue> attribute : row.entrySet()) {
                        String text = attribute.getValue().s();
                        json.writeStringField(
                                attribute.getKey(), text == null ? attribute.getValue().n() : text);
                    }
                });
    }
}
