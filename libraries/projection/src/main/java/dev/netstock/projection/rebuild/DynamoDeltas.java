package dev.netstock.projection.rebuild;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.table.StockTables.DeltaKey;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scans the table {@code StockDeltas} in parallel segments. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan">Parallel
 *     scan</a>
 */
public final class DynamoDeltas {
    private static final int ROWS_MAX = 500;

    private final DynamoDbClient client;
    private final String table;

    public DynamoDeltas(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * A page of deltas.
     *
     * @param last where the next page begins; empty after the last page
     */
    record Page(List<Delta> deltas, Optional<DeltaKey> last) {
        Page {
            deltas = List.copyOf(deltas);
        }
    }

    /**
     * Reads a page of a segment, strongly consistent, in no particular order; one request.
     *
     * @param segment the segment, from 0
     * @param segments how many segments there are
     * @param after where the previous page ended
     */
    Page page(int segment, int segments, Optional<DeltaKey> after) {
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .segment(segment)
                        .totalSegments(segments)
                        .limit(ROWS_MAX);
        after.ifPresent(key -> request.exclusiveStartKey(key(key)));
        ScanResponse response = DynamoFailures.translate(() -> client.scan(request.build()));
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
