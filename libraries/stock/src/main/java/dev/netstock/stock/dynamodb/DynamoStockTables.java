package dev.netstock.stock.dynamodb;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.ClaimAnswer;
import dev.netstock.stock.table.CorrectAnswer;
import dev.netstock.stock.table.GiveBackAnswer;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.MoveAnswer;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.SupplyAnswer;
import dev.netstock.stock.table.SupplyTerms;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
        return DynamoFailures.translate(
                () -> {
                    try {
                        var response = client.updateItem(requests.take(take, now));
                        return new TakeAnswer.Taken(StockItemCodec.decode(response.attributes()));
                    } catch (ConditionalCheckFailedException e) {
                        return e.hasItem() && !e.item().isEmpty()
                                ? take.refusedBy(StockItemCodec.decode(e.item()))
                                : new TakeAnswer.NoSuchItem(take.item());
                    }
                });
    }

    @Override
    public AppendAnswer append(Delta delta) {
        return DynamoFailures.translate(
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
    public ClaimAnswer claim(Delta delta) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.transactWriteItems(requests.claim(delta));
                        return new ClaimAnswer.Claimed();
                    } catch (TransactionCanceledException e) {
                        return refusedClaim(e);
                    }
                });
    }

    /**
     * The actions of the allowances follow that of the row, in their order. While another
     * transaction writes the row, nothing is known: it may be the claim of another attempt of the
     * same order, whose units are those that the allowance has too many of already.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>:
     *     each action has a reason of its own, {@code None} if it would have succeeded
     */
    static ClaimAnswer refusedClaim(TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (isRefused(reasons.getFirst())) {
            return new ClaimAnswer.Exists(standing(cancelled));
        }
        if (!"None".equals(reasons.getFirst().code())) {
            throw cancelled;
        }
        List<Allowance> full =
                reasons.stream()
                        .skip(1)
                        .filter(DynamoStockTables::isRefused)
                        .map(reason -> AllowanceCodec.decode(reason.item()))
                        .toList();
        if (full.isEmpty()) {
            throw cancelled;
        }
        return new ClaimAnswer.LimitReached(full);
    }

    @Override
    public BatchAnswer<AllowanceKey, Allowance> allowances(List<AllowanceKey> keys) {
        return batch(requests.allowances(keys), AllowanceCodec::key, AllowanceCodec::decode);
    }

    @Override
    public boolean replaceAllowance(Allowance found, Allowance counted, Instant retireAt) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.updateItem(requests.replaceAllowance(found, counted, retireAt));
                        return true;
                    } catch (ConditionalCheckFailedException e) {
                        return false;
                    }
                });
    }

    @Override
    public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.transactWriteItems(requests.giveBack(delta, closed));
                        return new GiveBackAnswer.Written();
                    } catch (TransactionCanceledException e) {
                        return refusedGiveBack(delta, e);
                    }
                });
    }

    @Override
    public boolean giveBackTogether(List<Delta> deltas) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.transactWriteItems(requests.giveBackTogether(deltas));
                        return true;
                    } catch (TransactionCanceledException e) {
                        if (e.cancellationReasons().stream()
                                .noneMatch(DynamoStockTables::isRefused)) {
                            throw e;
                        }
                        return false;
                    }
                });
    }

    /** The actions of the returns follow that of the row, in their order. */
    private static GiveBackAnswer refusedGiveBack(
            Delta delta, TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (isRefused(reasons.getFirst())) {
            return new GiveBackAnswer.Exists(standing(cancelled));
        }
        List<DeltaLine> returns = delta.returns();
        Set<ItemKey> closed =
                IntStream.range(1, Math.min(reasons.size(), returns.size() + 1))
                        .filter(action -> isRefused(reasons.get(action)))
                        .mapToObj(action -> returns.get(action - 1).item())
                        .collect(Collectors.toSet());
        if (closed.isEmpty()) {
            throw cancelled;
        }
        return new GiveBackAnswer.Closed(closed);
    }

    @Override
    public CorrectAnswer correct(Delta delta, long ledgerVersion) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.transactWriteItems(requests.correct(delta, ledgerVersion));
                        return new CorrectAnswer.Corrected();
                    } catch (TransactionCanceledException e) {
                        return refusedCorrection(e);
                    }
                });
    }

    @Override
    public MoveAnswer move(Delta delta) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.transactWriteItems(requests.move(delta));
                        return new MoveAnswer.Moved();
                    } catch (TransactionCanceledException e) {
                        return isRefused(e.cancellationReasons().getFirst())
                                ? new MoveAnswer.Moved()
                                : refusedMove(e);
                    }
                });
    }

    /** An existing row belongs to this move: its id is unique. */
    private static MoveAnswer refusedMove(TransactionCanceledException cancelled) {
        if (cancelled.cancellationReasons().stream().noneMatch(DynamoStockTables::isRefused)) {
            throw cancelled;
        }
        return new MoveAnswer.Refused();
    }

    @Override
    public Optional<StockItem> setLayout(
            ItemKey item, Layout expected, Layout next, LastChange change, Instant now) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        var response =
                                client.updateItem(
                                        requests.setLayout(item, expected, next, change, now));
                        return Optional.of(StockItemCodec.decode(response.attributes()));
                    } catch (ConditionalCheckFailedException e) {
                        return Optional.empty();
                    }
                });
    }

    private static boolean isRefused(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    private static CorrectAnswer refusedCorrection(TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (!isRefused(reasons.getFirst()) && isRefused(reasons.getLast())) {
            return new CorrectAnswer.Moved();
        }
        return new CorrectAnswer.Exists(standing(cancelled));
    }

    @Override
    public SupplyAnswer setSupply(
            Delta delta, long expectedLedgerVersion, Optional<String> closing, SupplyTerms terms) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        var response =
                                client.updateItem(
                                        requests.setSupply(
                                                delta, expectedLedgerVersion, closing, terms));
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

    /** The row is the transaction's first action: its condition fails if the row exists. */
    private static Delta standing(TransactionCanceledException cancelled) {
        CancellationReason row = cancelled.cancellationReasons().getFirst();
        if (!isRefused(row)) {
            throw cancelled;
        }
        return DeltaCodec.decode(row.item());
    }

    private <T> List<T> query(
            QueryRequest request, Function<Map<String, AttributeValue>, T> decode) {
        return DynamoFailures.translate(
                () -> client.queryPaginator(request).items().stream().map(decode).toList());
    }

    private <K, R> BatchAnswer<K, R> batch(
            BatchGetItemRequest request,
            Function<Map<String, AttributeValue>, K> key,
            Function<Map<String, AttributeValue>, R> decode) {
        BatchGetItemResponse response =
                DynamoFailures.translate(() -> client.batchGetItem(request));
        return new BatchAnswer<>(
                response.responses().values().stream().flatMap(List::stream).map(decode).toList(),
                response.unprocessedKeys().values().stream()
                        .map(KeysAndAttributes::keys)
                        .flatMap(List::stream)
                        .map(key)
                        .toList());
    }
}
