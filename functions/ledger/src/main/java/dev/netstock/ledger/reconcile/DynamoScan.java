package dev.netstock.ledger.reconcile;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.table.StockItem;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tables in DynamoDB. Thread-safe.
 *
 * @param client the client
 * @param netStock the table of items
 * @param stockDeltas the table of deltas
 * @param retries how to repeat
 * @param rowsMax rows of a page
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan">Parallel
 *     scan</a>
 */
record DynamoScan(
        DynamoDbClient client, String netStock, String stockDeltas, Retries retries, int rowsMax)
        implements StockScan {
    @Override
    public Scanned<StockItem> items(int part, int parts, Optional<String> after, Call call) {
        ScanRequest.Builder request =
                ScanRequest.builder().tableName(netStock).consistentRead(true);
        return page(request, part, parts, new Keys("sku", "location"), after, call)
                .decoded(StockItemCodec::decode);
    }

    /** The rows of supply and of corrections are left out. */
    @Override
    public Scanned<Delta> deltas(int part, int parts, Optional<String> after, Call call) {
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(stockDeltas)
                        .filterExpression("begins_with(cause, :order)")
                        .expressionAttributeValues(Map.of(":order", text("order#")));
        return page(request, part, parts, new Keys("cause", "step"), after, call)
                .decoded(DeltaCodec::decode);
    }

    private Response page(
            ScanRequest.Builder request,
            int part,
            int parts,
            Keys keys,
            Optional<String> after,
            Call call) {
        request.segment(part).totalSegments(parts).limit(rowsMax);
        after.ifPresent(cursor -> request.exclusiveStartKey(keys.of(cursor)));
        ScanResponse response =
                retries.run(
                        Operation.READ,
                        () -> DynamoFailures.translate(() -> client.scan(request.build())),
                        call);
        return new Response(response, keys);
    }

    /** A page as it came. */
    private record Response(ScanResponse scan, Keys keys) {
        <T> Scanned<T> decoded(Function<Map<String, AttributeValue>, T> decode) {
            return new Scanned<>(
                    scan.items().stream().map(decode).toList(),
                    scan.scannedCount(),
                    scan.hasLastEvaluatedKey()
                            ? Optional.of(keys.cursor(scan.lastEvaluatedKey()))
                            : Optional.empty());
        }
    }

    /** A table's key as a cursor. No key of net stock has a blank. */
    private record Keys(String partition, String sort) {
        String cursor(Map<String, AttributeValue> key) {
            return text(key, partition) + " " + text(key, sort);
        }

        Map<String, AttributeValue> of(String cursor) {
            int blank = cursor.indexOf(' ');
            return Map.of(
                    partition, text(cursor.substring(0, blank)),
                    sort, text(cursor.substring(blank + 1)));
        }
    }
}
