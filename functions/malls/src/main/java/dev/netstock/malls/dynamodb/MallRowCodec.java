package dev.netstock.malls.dynamodb;

import static dev.netstock.malls.dynamodb.Values.flag;
import static dev.netstock.malls.dynamodb.Values.time;
import static dev.netstock.platform.aws.Attributes.map;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.malls.sync.Budget;
import dev.netstock.malls.sync.Budget.Kind;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallRow.Contact;
import dev.netstock.malls.sync.MallRow.Lease;
import dev.netstock.malls.sync.MallRow.Problem;
import dev.netstock.malls.sync.MallRow.Rules;
import dev.netstock.malls.sync.OrderCursor;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.sync.TokenBucket;
import dev.netstock.stock.Channel;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one row of a mall. */
final class MallRowCodec {
    private MallRowCodec() {}

    static Map<String, AttributeValue> encode(MallRow row) {
        var values = new HashMap<String, AttributeValue>();
        values.put("holder", text(row.lease().holder()));
        values.put("leaseUntil", time(row.lease().until()));
        for (Kind kind : Kind.values()) {
            values.put(name(kind), encode(row.budget().of(kind)));
        }
        values.put("connectedAt", time(row.cursor().connectedAt()));
        values.put("unsettledOrders", texts(row.cursor().unsettled()));
        values.put("coveredUpTo", time(row.cursor().coveredUpTo()));
        values.put("changesUpTo", time(row.cursor().changesUpTo()));
        values.put("pulledAt", time(row.cursor().pulledAt()));
        values.put("pagedAt", time(row.cursor().pagedAt()));
        values.put("nextPoll", time(row.cursor().nextPoll()));
        values.put("refreshedTo", text(row.cursor().refreshedTo()));
        values.put("refreshAt", time(row.cursor().refreshAt()));
        values.put("pausedUntil", time(row.contact().waitsUntil()));
        values.putAll(encode(row.rules().sale()));
        values.put("swept", number(row.rules().swept()));
        values.put("isPaused", flag(row.rules().paused()));
        row.contact()
                .lastProblem()
                .ifPresent(
                        problem -> {
                            values.put("problem", text(problem.text()));
                            values.put("problemAt", time(problem.at()));
                        });
        row.contact().lastWrite().ifPresent(at -> values.put("writtenAt", time(at)));
        return values;
    }

    static MallRow decode(Channel channel, long version, Map<String, AttributeValue> row) {
        return new MallRow(
                channel,
                version,
                new Lease(text(row, "holder"), time(row, "leaseUntil")),
                Budget.of(kind -> bucket(row, name(kind))),
                new OrderCursor(
                        row.containsKey("connectedAt") ? time(row, "connectedAt") : Instant.EPOCH,
                        time(row, "coveredUpTo"),
                        time(row, "changesUpTo"),
                        time(row, "pulledAt"),
                        row.containsKey("pagedAt") ? time(row, "pagedAt") : Instant.EPOCH,
                        time(row, "nextPoll"),
                        text(row, "refreshedTo"),
                        time(row, "refreshAt"),
                        row.containsKey("unsettledOrders")
                                ? row.get("unsettledOrders").l().stream()
                                        .map(AttributeValue::s)
                                        .toList()
                                : List.of()),
                new Contact(
                        time(row, "pausedUntil"),
                        optionalText(row, "problem")
                                .map(text -> new Problem(text, time(row, "problemAt"))),
                        Optional.ofNullable(row.get("writtenAt")).map(_ -> time(row, "writtenAt"))),
                new Rules(sale(row), flag(row, "isPaused"), number(row, "swept")));
    }

    static Map<String, AttributeValue> encode(SaleModeRule sale) {
        return Map.of("saleCap", number(sale.cap()), "saleVersion", number(sale.version()));
    }

    static SaleModeRule sale(Map<String, AttributeValue> row) {
        return new SaleModeRule(number(row, "saleCap"), number(row, "saleVersion"));
    }

    private static AttributeValue texts(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case WRITE -> "writes";
            case READ -> "reads";
            case LIST -> "orders";
            case DETAILS -> "details";
        };
    }

    private static AttributeValue encode(TokenBucket bucket) {
        return AttributeValue.fromM(
                Map.of(
                        "tokens", AttributeValue.fromN(Double.toString(bucket.tokens())),
                        "at", time(bucket.at())));
    }

    private static TokenBucket bucket(Map<String, AttributeValue> row, String name) {
        Map<String, AttributeValue> bucket = map(row, name);
        return new TokenBucket(Double.parseDouble(tokens(bucket)), time(bucket, "at"));
    }

    private static String tokens(Map<String, AttributeValue> bucket) {
        AttributeValue tokens = bucket.get("tokens");
        return tokens == null ? "0" : tokens.n();
    }
}
