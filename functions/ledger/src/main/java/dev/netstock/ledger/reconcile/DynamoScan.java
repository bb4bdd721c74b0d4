package dev.netstock.ledger.reconcile;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.AllowanceCodec;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.table.StockItem;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Scans the tables of net stock in parallel segments. Thread-safe.
 *
 * @param client the client
 * @param netStock the table of items
 * @param stockDeltas the table of deltas
 * @param allowances the table of allowances
 * @param retries how to retry
 * @param rowsMax the rows of a page
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan">Parallel
 *     scan</a>
 */
record DynamoScan(
        DynamoDbClient client,
        String netStock,
        String stockDeltas,
        String allowances,
        Retries retries,
        int rowsMax) {
    /** Each of them is compared with the rows of its orders. */
    private static final int ALLOWANCES_MAX = 200;

    /**
     * A page of a table.
     *
     * @param read how many rows the scan read
     * @param next the cursor of the next page; empty at the end
     */
    record Scanned<T>(List<T> rows, long read, Optional<String> next) {
        Scanned {
            rows = List.copyOf(rows);
        }
    }

    /** Reads a page of items with strong consistency. */
    Scanned<StockItem> items(int part, int parts, Optional<String> after, Call call) {
        ScanRequest.Builder request =
                ScanRequest.builder().tableName(netStock).consistentRead(true);
        request.limit(rowsMax);
        return page(request, part, parts, new Keys("sku", "location"), after, call)
                .decoded(StockItemCodec::decode);
    }

    /**
     * Reads a page of the deltas of orders with strong consistency: a claim that is missed makes
     * its take look like an edited item. Skips those of supply and of corrections.
     */
    Scanned<Delta> deltas(int part, int parts, Optional<String> after, Call call) {
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(stockDeltas)
                        .consistentRead(true)
                        .filterExpression("begins_with(cause, :order)")
                        .expressionAttributeValues(Map.of(":order", text("order#")))
                        .limit(rowsMax);
        return page(request, part, parts, new Keys("cause", "step"), after, call)
                .decoded(DeltaCodec::decode);
    }

    /** Reads a page of allowances with strong consistency. */
    Scanned<Allowance> allowances(int part, int parts, Optional<String> after, Call call) {
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(allowances)
                        .consistentRead(true)
                        .limit(Math.min(rowsMax, ALLOWANCES_MAX));
        return page(request, part, parts, new Keys("allowance", ""), after, call)
                .decoded(AllowanceCodec::decode);
    }

    private Response page(
            ScanRequest.Builder request,
            int part,
            int parts,
            Keys keys,
            Optional<String> after,
            Call call) {
        request.segment(part).totalSegments(parts);
        after.ifPresent(cursor -> request.exclusiveStartKey(keys.of(cursor)));
        ScanResponse response =
                retries.run(
                        Operation.READ,
                        () -> DynamoFailures.translate(() -> client.scan(request.build())),
                        call);
        return new Response(response, keys);
    }

    /** A page that is not decoded yet. */
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

    /**
     * Converts a table's key to a cursor. No key of net stock contains a space.
     *
     * @param sort empty if the key has only one part
     */
    private record Keys(String partition, String sort) {
        String cursor(Map<String, AttributeValue> key) {
            return sort.isEmpty()
                    ? text(key, partition)
                    : text(key, partition) + " " + text(key, sort);
        }

        Map<String, AttributeValue> of(String cursor) {
            if (sort.isEmpty()) {
                return Map.of(partition, text(cursor));
            }
            int space = cursor.indexOf(' ');
            return Map.of(
                    partition, text(cursor.substring(0, space)),
                    sort, text(cursor.substring(space + 1)));
        }
    }
}
