package dev.netstock.mallcounts;

import static dev.netstock.platform.aws.Attributes.map;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.mallcounts.MallCount.Kind;
import dev.netstock.mallcounts.MallCount.Pending;
import dev.netstock.mallcounts.MallCount.Sent;
import dev.netstock.mallcounts.MallCount.Units;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The attribute {@code count} of an item's row. */
public final class DynamoMallCountCodec {
    /** The attribute's name. */
    public static final String COUNT = "count";

    private DynamoMallCountCodec() {}

    /** The attribute's value. */
    public static AttributeValue encode(MallCount count) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put("item", text(count.item()));
        values.put("variant", text(count.variant()));
        Map<String, AttributeValue> parts = new HashMap<>();
        count.parts()
                .forEach(
                        (sku, units) ->
                                parts.put(
                                        sku.value(),
                                        AttributeValue.fromM(
                                                Map.of(
                                                        "inItem", number(units.inItem()),
                                                        "setAside", number(units.setAside())))));
        values.put("parts", AttributeValue.fromM(parts));
        count.sent()
                .ifPresent(
                        sent ->
                                values.put(
                                        "sent",
                                        AttributeValue.fromM(
                                                Map.of(
                                                        "kind", text(sent.kind().name()),
                                                        "count", number(sent.count()),
                                                        "at", text(sent.at().toString())))));
        values.put("low", number(count.low()));
        count.high().ifPresent(high -> values.put("high", number(high)));
        count.readAt().ifPresent(at -> values.put("readAt", text(at.toString())));
        count.pending()
                .forEach(pending -> values.put(pending.name(), AttributeValue.fromBool(true)));
        values.put("target", number(count.target()));
        values.put("reason", text(count.reason().name()));
        count.problem().ifPresent(problem -> values.put("problem", text(problem)));
        return AttributeValue.fromM(values);
    }

    /** What an item's row says. */
    public static MallCount of(Map<String, AttributeValue> row) {
        Map<String, AttributeValue> count = map(row, COUNT);
        Map<Sku, Units> parts = new HashMap<>();
        map(count, "parts")
                .forEach(
                        (sku, units) ->
                                parts.put(
                                        new Sku(sku),
                                        new Units(
                                                number(units.m(), "inItem"),
                                                number(units.m(), "setAside"))));
        EnumSet<Pending> pending = EnumSet.noneOf(Pending.class);
        for (Pending each : Pending.values()) {
            if (count.containsKey(each.name())) {
                pending.add(each);
            }
        }
        return new MallCount(
                text(count, "item"),
                text(count, "variant"),
                parts,
                Optional.ofNullable(count.get("sent"))
                        .map(AttributeValue::m)
                        .map(DynamoMallCountCodec::sent),
                number(count, "low"),
                optionalNumber(count, "high").map(OptionalLong::of).orElse(OptionalLong.empty()),
                optionalText(count, "readAt").map(Instant::parse),
                pending,
                number(count, "target"),
                Reason.valueOf(text(count, "reason")),
                optionalText(count, "problem"));
    }

    private static Sent sent(Map<String, AttributeValue> sent) {
        return new Sent(
                Kind.valueOf(text(sent, "kind")),
                number(sent, "count"),
                Instant.parse(text(sent, "at")));
    }
}
