package dev.netstock.malls.dynamodb;

import static dev.netstock.malls.dynamodb.Values.time;
import static dev.netstock.platform.aws.Attributes.map;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.sync.TokenBucket;
import dev.netstock.stock.Channel;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;

/** The one row of a mall. */
final class MallRowCodec {
    private MallRowCodec() {}

    static Map<String, AttributeValue> encode(MallRow row) {
        var values = new HashMap<String, AttributeValue>();
        values.put("holder", text(row.holder()));
        values.put("leaseUntil", time(row.leaseUntil()));
        values.put("writes", encode(row.writes()));
        values.put("reads", encode(row.reads()));
        values.put("orders", encode(row.orders()));
        values.put("details", encode(row.details()));
        values.put("coveredUpTo", time(row.coveredUpTo()));
        values.put("changesUpTo", time(row.changesUpTo()));
        values.put("pulledAt", time(row.pulledAt()));
        values.put("nextPoll", time(row.nextPoll()));
        values.put("refreshedTo", text(row.refreshedTo()));
        values.put("refreshAt", time(row.refreshAt()));
        values.put("pausedUntil", time(row.pausedUntil()));
        values.put("saleCap", number(row.rule().cap()));
        values.put("saleVersion", number(row.rule().version()));
        values.put("swept", number(row.swept()));
        return values;
    }

    static MallRow decode(Channel channel, long version, Map<String, AttributeValue> row) {
        return new MallRow(
                channel,
                version,
                text(row, "holder"),
                time(row, "leaseUntil"),
                bucket(row, "writes"),
                bucket(row, "reads"),
                bucket(row, "orders"),
                bucket(row, "details"),
                time(row, "coveredUpTo"),
                time(row, "changesUpTo"),
                time(row, "pulledAt"),
                time(row, "nextPoll"),
                text(row, "refreshedTo"),
                time(row, "refreshAt"),
                time(row, "pausedUntil"),
                new SaleModeRule(number(row, "saleCap"), number(row, "saleVersion")),
                number(row, "swept"));
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
