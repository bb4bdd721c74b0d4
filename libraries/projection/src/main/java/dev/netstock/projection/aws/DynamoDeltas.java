package dev.netstock.projection.aws;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.projection.rebuild.DeltaTable;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.table.StockTables.DeltaKey;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.Map;
import java.util.Optional;

/**
 * The table {@code StockDeltas}, scanned in parallel parts. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan">Parallel
 *     scan</a>
 */
public final class DynamoDeltas implements DeltaTable {
    private static final int ROWS_MAX = 500;

    private final DynamoDbClient client;
    private final String table;

    public DynamoDeltas(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Page page(int segment, int segments, Optional<DeltaKey> after) {
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .segment(segment)
                        .totalSegments(segments)
                        .limit(ROWS_MAX);
        after.ifPresent(key -> request.exclusiveStartKey(key(key)));
        ScanResponse response = DynamoFailures.told(() -> client.scan(request.build()));
        return new Page(
                response.items().stream().map(DeltaCodec::decode).toList(),
                response.hasLastEvaluatedKey()
                        ? Optional.of(key(response.lastEvaluatedKey()))
                        : Optional.empty());
    }

    private static Map<String, AttributeValue> key(DeltaKey key) {
        return Map.of("cause", text(key.cause().key()), "step", text(key.step()));
    }

    private static DeltaKey key(Map<String, AttributeValue> key) {
        return new DeltaKey(Cause.parse(text(key, "cause")), text(key, "step"));
    }
}
