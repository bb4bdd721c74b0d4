package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import static java.util.Objects.requireNonNull;

import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.ClosedShardForwarding;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockTables.DeltaKey;
import dev.netstock.stock.table.SupplyTerms;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.Terms;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The requests of net stock. */
final class StockRequests {
    static final String STAMP = "#version = #version + :one, changedAt = :now, cause = :cause";

    /** The buffer of the category holds only where the SKU has none of its own. */
    private static final String BUFFER_OF_SKU =
            "(buffers.#channel = :buffer OR (attribute_not_exists(buffers.#channel)"
                    + " AND categoryBuffers.#channel = :buffer))";

    private static final String NO_BUFFER_OF_SKU =
            "attribute_not_exists(buffers.#channel)"
                    + " AND attribute_not_exists(categoryBuffers.#channel)";

    private static final String TAKE =
            "SET available = available - :units, reserved = reserved + :units, " + STAMP;
    private static final String GIVE_BACK =
            "SET available = available + :units, reserved = reserved - :units, " + STAMP;
    private static final String GIVE_BACK_AND_MOVE =
            "SET available = available + :sum, reserved = reserved - :units, " + STAMP;
    private static final String OPEN = "attribute_not_exists(closing)";
    private static final String CORRECT =
            "SET available = available + :units, reserved = reserved + :reserved, " + STAMP;
    private static final String CORRECT_SUPPLY = CORRECT + ", supply = supply + :supply";

    /** The first item still sells while the others are closed. */
    private static final String SELLS =
            "(attribute_not_exists(closing) OR attribute_exists(ledgerVersion))";

    private static final String HAS_ENOUGH = "available >= :needed AND " + SELLS;

    /** Supply and moves are changes of no order. */
    private static final String IS_OF_ANOTHER_ORDER =
            "(attribute_not_exists(cause.#order) OR cause.#order <> :order)";

    private static final String EXISTS = "attribute_exists(sku)";

    static final Map<String, String> VERSION = Map.of("#version", "version");

    private final DynamoNetStock.Tables tables;
    private final AllowanceRequests allowances;
    private final MoveRequests moves;
    private final SupplyRequests supplies;

    StockRequests(DynamoNetStock.Tables tables) {
        this.tables = tables;
        this.allowances = new AllowanceRequests(tables.allowances());
        this.moves = new MoveRequests(tables.netStock());
        this.supplies = new SupplyRequests(tables.netStock());
    }

    /** The numbered rows: digits sort before the letters of {@code undo#…}. */
    QueryRequest deltas(Cause cause) {
        return QueryRequest.builder()
                .tableName(tables.stockDeltas())
                .consistentRead(true)
                .keyConditionExpression("cause = :cause AND step < :letters")
                .expressionAttributeValues(
                        Map.of(":cause", text(cause.key()), ":letters", text("A")))
                .build();
    }

    QueryRequest itemsOf(Sku sku, Consistency consistency) {
        return QueryRequest.builder()
                .tableName(tables.netStock())
                .consistentRead(consistency == Consistency.STRONG)
                .keyConditionExpression("sku = :sku")
                .expressionAttributeValues(Map.of(":sku", text(sku.value())))
                .build();
    }

    BatchGetItemRequest items(List<ItemKey> keys, Consistency consistency) {
        return batchGet(
                tables.netStock(),
                KeysAndAttributes.builder()
                        .consistentRead(consistency == Consistency.STRONG)
                        .keys(keys.stream().map(StockItemCodec::key).toList())
                        .build());
    }

    BatchGetItemRequest existing(List<DeltaKey> keys) {
        return batchGet(
                tables.stockDeltas(),
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .projectionExpression("cause, step")
                        .keys(keys.stream().map(DeltaCodec::key).toList())
                        .build());
    }

    BatchGetItemRequest rows(List<DeltaKey> keys) {
        return batchGet(
                tables.stockDeltas(),
                KeysAndAttributes.builder()
                        .consistentRead(false)
                        .keys(keys.stream().map(DeltaCodec::key).toList())
                        .build());
    }

    /** The conditions cost nothing: they compare what the item stores anyway. */
    UpdateItemRequest take(Take take, Instant now) {
        var change =
                new LastChange(
                        LastChange.Kind.TAKE,
                        Optional.of(take.order()),
                        take.step(),
                        take.attempt(),
                        -take.units());
        Map<String, AttributeValue> values = values(take.units(), change, now);
        Map<String, String> names = new HashMap<>(VERSION);
        var conditions = new ArrayList<String>();
        if (take.forced()) {
            conditions.add(EXISTS);
        } else {
            conditions.add(HAS_ENOUGH);
            values.put(":needed", number(take.needed()));
        }
        if (take.onlyIfNew()) {
            conditions.add(IS_OF_ANOTHER_ORDER);
            values.put(":order", text(take.order().value()));
            names.put("#order", "order");
        }
        take.terms()
                .filter(_ -> take.item().shard() == 0)
                .ifPresent(terms -> conditions.addAll(conditions(terms, values, names)));
        return UpdateItemRequest.builder()
                .tableName(tables.netStock())
                .key(StockItemCodec.key(take.item()))
                .updateExpression(TAKE)
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** The first item has these terms. */
    private static List<String> conditions(
            Terms terms, Map<String, AttributeValue> values, Map<String, String> names) {
        var conditions = new ArrayList<String>();
        names.put("#channel", terms.channel().value());
        if (terms.isOfSku()) {
            values.put(":buffer", number(terms.buffer()));
        }
        conditions.add(terms.isOfSku() ? BUFFER_OF_SKU : NO_BUFFER_OF_SKU);
        terms.rule().ifPresent(rule -> values.put(":rule", text(StockItemCodec.ruleText(rule))));
        conditions.add(
                terms.rule().isPresent()
                        ? "poolRules.#channel = :rule"
                        : "attribute_not_exists(poolRules.#channel)");
        return conditions;
    }

    PutItemRequest append(Delta delta) {
        return PutItemRequest.builder()
                .tableName(tables.stockDeltas())
                .item(DeltaCodec.encode(delta))
                .conditionExpression("attribute_not_exists(cause)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** Its row comes first, as with {@link #giveBack}. */
    TransactWriteItemsRequest claim(Delta delta) {
        var actions = new ArrayList<TransactWriteItem>();
        actions.add(TransactWriteItem.builder().put(row(delta)).build());
        actions.addAll(allowances.changes(delta));
        return TransactWriteItemsRequest.builder().transactItems(actions).build();
    }

    BatchGetItemRequest allowances(List<AllowanceKey> keys) {
        return batchGet(
                tables.allowances(),
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(keys.stream().map(AllowanceCodec::key).toList())
                        .build());
    }

    UpdateItemRequest replaceAllowance(Allowance found, Allowance counted, Instant retireAt) {
        return allowances.replace(found, counted, retireAt);
    }

    /**
     * Units of a closed item are forwarded to the first item. If the first item also gets units
     * back itself, one update does both.
     */
    TransactWriteItemsRequest giveBack(Delta delta, Set<ItemKey> closed) {
        var rest = new ClosedShardForwarding(delta, closed);
        var actions = new ArrayList<TransactWriteItem>();
        actions.add(TransactWriteItem.builder().put(row(delta)).build());
        for (DeltaLine line : delta.returns()) {
            long moved = rest.movedOf(line.item());
            actions.add(TransactWriteItem.builder().update(giveBack(line, moved, delta)).build());
        }
        if (!rest.isNothing()) {
            actions.add(TransactWriteItem.builder().put(row(rest.move())).build());
            rest.others()
                    .forEach(
                            line ->
                                    actions.add(
                                            TransactWriteItem.builder()
                                                    .update(moves.update(line, delta.origin()))
                                                    .build()));
        }
        actions.addAll(allowances.changes(delta));
        return TransactWriteItemsRequest.builder().transactItems(actions).build();
    }

    /**
     * An item that several orders give units back to is updated once: a transaction may include it
     * only once, and its last change names one of them.
     */
    TransactWriteItemsRequest giveBackTogether(List<Delta> deltas) {
        var actions = new ArrayList<TransactWriteItem>();
        Map<ItemKey, Long> units = new TreeMap<>();
        Map<ItemKey, Delta> last = new HashMap<>();
        for (Delta delta : deltas) {
            actions.add(TransactWriteItem.builder().put(row(delta)).build());
            for (DeltaLine line : delta.returns()) {
                units.merge(line.item(), line.units(), Long::sum);
                last.put(line.item(), delta);
            }
        }
        units.forEach(
                (item, sum) ->
                        actions.add(
                                TransactWriteItem.builder()
                                        .update(
                                                giveBack(
                                                        DeltaLine.giveBack(item, sum),
                                                        0,
                                                        requireNonNull(last.get(item))))
                                        .build()));
        deltas.forEach(delta -> actions.addAll(allowances.changes(delta)));
        return TransactWriteItemsRequest.builder().transactItems(actions).build();
    }

    UpdateItemRequest setSupply(
            Delta delta, long expectedLedgerVersion, Optional<String> closing, SupplyTerms terms) {
        return supplies.setSupply(delta, expectedLedgerVersion, closing, terms);
    }

    /** Its row comes first, as with {@link #giveBack}. */
    TransactWriteItemsRequest correct(Delta delta, long ledgerVersion) {
        return TransactWriteItemsRequest.builder()
                .transactItems(
                        TransactWriteItem.builder().put(row(delta)).build(),
                        TransactWriteItem.builder()
                                .update(correction(delta, ledgerVersion))
                                .build())
                .build();
    }

    /** Its row comes first, as with {@link #giveBack}. */
    TransactWriteItemsRequest move(Delta delta) {
        var actions = new ArrayList<TransactWriteItem>();
        actions.add(TransactWriteItem.builder().put(row(delta)).build());
        actions.addAll(moves.lines(delta));
        return TransactWriteItemsRequest.builder().transactItems(actions).build();
    }

    UpdateItemRequest setLayout(
            ItemKey item, Layout expected, Layout next, LastChange change, Instant now) {
        return moves.setLayout(item, expected, next, change, now);
    }

    private Update correction(Delta delta, long ledgerVersion) {
        var corrected = (Change.Corrected) delta.change();
        boolean ofSupply = corrected.supply() != 0;
        return Update.builder()
                .tableName(tables.netStock())
                .key(StockItemCodec.key(corrected.line().item()))
                .updateExpression(ofSupply ? CORRECT_SUPPLY : CORRECT)
                .conditionExpression(ofSupply ? "ledgerVersion = :ledgerVersion" : EXISTS)
                .expressionAttributeNames(VERSION)
                .expressionAttributeValues(correctionValues(delta, corrected, ledgerVersion))
                .build();
    }

    private static Map<String, AttributeValue> correctionValues(
            Delta delta, Change.Corrected corrected, long ledgerVersion) {
        long units = corrected.line().units();
        var change =
                new LastChange(
                        LastChange.Kind.CORRECTION,
                        Optional.empty(),
                        0,
                        delta.origin().attempt(),
                        units);
        Map<String, AttributeValue> values = values(units, change, delta.origin().at());
        values.put(":reserved", number(corrected.reserved()));
        if (corrected.supply() != 0) {
            values.put(":supply", number(corrected.supply()));
            values.put(":ledgerVersion", number(ledgerVersion));
        }
        return values;
    }

    private static BatchGetItemRequest batchGet(String table, KeysAndAttributes keys) {
        return BatchGetItemRequest.builder().requestItems(Map.of(table, keys)).build();
    }

    private Put row(Delta delta) {
        return Put.builder()
                .tableName(tables.stockDeltas())
                .item(DeltaCodec.encode(delta))
                .conditionExpression("attribute_not_exists(cause)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /**
     * @param moved units that a move adds to the item in the same transaction
     */
    private Update giveBack(DeltaLine line, long moved, Delta delta) {
        var change =
                new LastChange(
                        LastChange.Kind.GIVE_BACK,
                        Optional.of(new OrderId(delta.cause().id())),
                        0,
                        delta.origin().attempt(),
                        line.units() + moved);
        Map<String, AttributeValue> values = values(line.units(), change, delta.origin().at());
        if (moved != 0) {
            values.put(":sum", number(line.units() + moved));
        }
        return Update.builder()
                .tableName(tables.netStock())
                .key(StockItemCodec.key(line.item()))
                .updateExpression(moved == 0 ? GIVE_BACK : GIVE_BACK_AND_MOVE)
                .conditionExpression(line.item().shard() > 0 && moved == 0 ? OPEN : null)
                .expressionAttributeNames(VERSION)
                .expressionAttributeValues(values)
                .build();
    }

    /** A mutable map. */
    static Map<String, AttributeValue> values(long units, LastChange change, Instant now) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":units", number(units));
        values.put(":one", number(1));
        values.put(":now", text(now.toString()));
        values.put(":cause", StockItemCodec.encode(change));
        return values;
    }
}
