package dev.netstock.stock.dynamodb;

import static dev.netstock.stock.dynamodb.Attributes.number;

import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.BatchAnswer;
import dev.netstock.stock.table.CorrectAnswer;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.SupplyAnswer;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tables of net stock in DynamoDB: each method is one request. Thread-safe. */
final class DynamoStockTables implements StockTables {
    private final DynamoDbClient client;
    private final StockRequests requests;

    DynamoStockTables(DynamoDbClient client, DynamoNetStock.Tables tables) {
        this.client = client;
        this.requests = new StockRequests(tables);
    }

    @Override
    public List<Delta> deltas(Cause cause) {
        return query(requests.deltas(cause), DeltaCodec::decode);
    }

    @Override
    public BatchAnswer<ItemKey, StockItem> items(List<ItemKey> keys, Consistency consistency) {
        return batch(
                requests.items(keys, consistency), StockItemCodec::itemKey, StockItemCodec::decode);
    }

    @Override
    public List<StockItem> itemsOf(Sku sku, Consistency consistency) {
        return query(requests.itemsOf(sku, consistency), StockItemCodec::decode);
    }

    @Override
    public TakeAnswer take(Take take, Instant now) {
        return Failures.told(
                () -> {
                    try {
                        var response = client.updateItem(requests.take(take, now));
                        return new TakeAnswer.Taken(number(response.attributes(), "version"));
                    } catch (ConditionalCheckFailedException e) {
                        return e.hasItem() && !e.item().isEmpty()
                                ? new TakeAnswer.TooFew(StockItemCodec.decode(e.item()))
                                : new TakeAnswer.NoSuchItem();
                    }
                });
    }

    @Override
    public AppendAnswer append(Delta delta) {
        return Failures.told(
                () -> {
                    try {
                        client.putItem(requests.append(delta));
                        return new AppendAnswer.Written();
                    } catch (ConditionalCheckFailedException e) {
                        return new AppendAnswer.Exists(DeltaCodec.decode(e.item()));
                    }
                });
    }

    @Override
    public AppendAnswer giveBack(Delta delta) {
        return Failures.told(
                () -> {
                    try {
                        client.transactWriteItems(requests.giveBack(delta));
                        return new AppendAnswer.Written();
                    } catch (TransactionCanceledException e) {
                        return new AppendAnswer.Exists(standing(e));
                    }
                });
    }

    @Override
    public CorrectAnswer correct(Delta delta, long ledgerVersion) {
        return Failures.told(
                () -> {
                    try {
                        client.transactWriteItems(requests.correct(delta, ledgerVersion));
                        return new CorrectAnswer.Corrected();
                    } catch (TransactionCanceledException e) {
                        return refusedCorrection(e);
                    }
                });
    }

    private static CorrectAnswer refusedCorrection(TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (!"ConditionalCheckFailed".equals(reasons.getFirst().code())
                && "ConditionalCheckFailed".equals(reasons.getLast().code())) {
            return new CorrectAnswer.Moved();
        }
        return new CorrectAnswer.Exists(standing(cancelled));
    }

    @Override
    public SupplyAnswer setSupply(Delta delta, long expectedLedgerVersion) {
        return Failures.told(
                () -> {
                    try {
                        var response =
                                client.updateItem(requests.setSupply(delta, expectedLedgerVersion));
                        return new SupplyAnswer.Set(StockItemCodec.decode(response.attributes()));
                    } catch (ConditionalCheckFailedException e) {
                        return new SupplyAnswer.Moved();
                    }
                });
    }

    @Override
    public BatchAnswer<DeltaKey, DeltaKey> existing(List<DeltaKey> keys) {
        return batch(requests.existing(keys), DeltaCodec::deltaKey, DeltaCodec::deltaKey);
    }

    @Override
    public BatchAnswer<DeltaKey, Delta> rows(List<DeltaKey> keys) {
        return batch(requests.rows(keys), DeltaCodec::deltaKey, DeltaCodec::decode);
    }

    /** The row is the transaction's first action: its condition says whether one stands there. */
    private static Delta standing(TransactionCanceledException cancelled) {
        CancellationReason row = cancelled.cancellationReasons().getFirst();
        if (!"ConditionalCheckFailed".equals(row.code())) {
            throw cancelled;
        }
        return DeltaCodec.decode(row.item());
    }

    private <T> List<T> query(
            QueryRequest request, Function<Map<String, AttributeValue>, T> decode) {
        return Failures.told(
                () -> client.queryPaginator(request).items().stream().map(decode).toList());
    }

    private <K, R> BatchAnswer<K, R> batch(
            BatchGetItemRequest request,
            Function<Map<String, AttributeValue>, K> key,
            Function<Map<String, AttributeValue>, R> decode) {
        BatchGetItemResponse response = Failures.told(() -> client.batchGetItem(request));
        return new BatchAnswer<>(
                response.responses().values().stream().flatMap(List::stream).map(decode).toList(),
                response.unprocessedKeys().values().stream()
                        .map(KeysAndAttributes::keys)
                        .flatMap(List::stream)
                        .map(key)
                        .toList());
    }
}
