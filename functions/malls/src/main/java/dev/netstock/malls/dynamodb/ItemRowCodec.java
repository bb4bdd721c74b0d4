package dev.netstock.malls.dynamodb;

import static dev.netstock.malls.dynamodb.Values.list;
import static dev.netstock.malls.dynamodb.Values.part;
import static dev.netstock.malls.dynamodb.Values.time;
import static dev.netstock.malls.dynamodb.Values.units;
import static dev.netstock.platform.aws.Attributes.map;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.mallcounts.DynamoMallCountCodec;
import dev.netstock.mallcounts.MallCount;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.Anchor;
import dev.netstock.malls.sync.Estimate;
import dev.netstock.malls.sync.Goal;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.Mapping;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.PendingMove;
import dev.netstock.malls.sync.PendingWrite;
import dev.netstock.malls.sync.Progress;
import dev.netstock.malls.sync.Sent;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.malls.sync.Urgency;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The row of a mall item. */
final class ItemRowCodec {
    private ItemRowCodec() {}

    static Map<String, AttributeValue> encode(ItemRow row) {
        var values = new HashMap<String, AttributeValue>();
        values.put("item", text(row.item().item()));
        values.put("variant", text(row.item().variant()));
        values.put("parts", list(row.parts(), ItemRowCodec::encode));
        row.mapping()
                .change()
                .ifPresent(
                        change ->
                                values.put(
                                        "change",
                                        AttributeValue.fromM(
                                                Map.of(
                                                        "parts",
                                                        list(change.parts(), ItemRowCodec::encode),
                                                        "asked",
                                                        time(change.asked())))));
        values.put("levels", list(List.copyOf(row.levels().values()), ItemRowCodec::encode));
        values.put("held", units(row.held()));
        values.put("estimate", AttributeValue.fromM(encode(row.estimate())));
        values.put("progress", AttributeValue.fromM(encode(row.progress())));
        values.put("urgency", text(row.urgency().name()));
        values.put("dueTime", time(row.due()));
        values.put(DynamoMallCountCodec.COUNT, DynamoMallCountCodec.encode(row.count()));
        return values;
    }

    static ItemRow decode(long version, Map<String, AttributeValue> row) {
        MallCount count = DynamoMallCountCodec.of(row);
        return new ItemRow(
                new MallItem(text(row, "item"), text(row, "variant")),
                new Mapping(
                                list(row, "parts", ItemRowCodec::soldPart),
                                Set.of(),
                                part(row, "change", ItemRowCodec::change))
                        .stored(),
                version,
                list(row, "levels", ItemRowCodec::level).stream()
                        .collect(Collectors.toMap(SkuLevel::sku, Function.identity())),
                units(row, "held"),
                estimate(map(row, "estimate")),
                progress(map(row, "progress")),
                Urgency.valueOf(text(row, "urgency")),
                time(row, "dueTime"),
                new Goal(count.target(), count.reason()));
    }

    private static Mapping.Change change(Map<String, AttributeValue> change) {
        return new Mapping.Change(
                list(change, "parts", ItemRowCodec::soldPart), time(change, "asked"));
    }

    private static Map<String, AttributeValue> encode(Part part) {
        return Map.of(
                "sku", text(part.sku().value()),
                "units", number(part.units()),
                "page", number(part.page()),
                "pages", number(part.pages()));
    }

    private static Part soldPart(Map<String, AttributeValue> part) {
        return new Part(
                new Sku(text(part, "sku")),
                number(part, "units"),
                (int) number(part, "page"),
                (int) number(part, "pages"));
    }

    private static Map<String, AttributeValue> encode(SkuLevel level) {
        var values =
                new HashMap<>(
                        Map.of(
                                "sku", text(level.sku().value()),
                                "general", number(level.general()),
                                "pooled", number(level.pooled()),
                                "version", number(level.version())));
        if (!level.buffers().isEmpty()) {
            var buffers = new HashMap<String, AttributeValue>();
            level.buffers()
                    .forEach((channel, units) -> buffers.put(channel.value(), number(units)));
            values.put("buffers", AttributeValue.fromM(buffers));
        }
        return values;
    }

    private static Map<Channel, Long> buffers(Map<String, AttributeValue> level) {
        var buffers = new HashMap<Channel, Long>();
        Optional.ofNullable(level.get("buffers"))
                .map(AttributeValue::m)
                .orElse(Map.of())
                .forEach(
                        (channel, units) ->
                                buffers.put(new Channel(channel), Long.parseLong(units.n())));
        return buffers;
    }

    private static SkuLevel level(Map<String, AttributeValue> level) {
        return new SkuLevel(
                new Sku(text(level, "sku")),
                number(level, "general"),
                number(level, "pooled"),
                buffers(level),
                number(level, "version"));
    }

    private static Map<String, AttributeValue> encode(Estimate estimate) {
        var values = new HashMap<String, AttributeValue>();
        values.put("low", number(estimate.low()));
        values.put("high", number(estimate.high()));
        values.put("since", time(estimate.since()));
        estimate.anchor()
                .ifPresent(
                        anchor ->
                                values.put(
                                        "anchor",
                                        AttributeValue.fromM(
                                                Map.of(
                                                        "count", number(anchor.count()),
                                                        "from", time(anchor.from()),
                                                        "to", time(anchor.to())))));
        return values;
    }

    private static Estimate estimate(Map<String, AttributeValue> estimate) {
        return new Estimate(
                number(estimate, "low"),
                number(estimate, "high"),
                part(
                        estimate,
                        "anchor",
                        anchor ->
                                new Anchor(
                                        number(anchor, "count"),
                                        time(anchor, "from"),
                                        time(anchor, "to"))),
                time(estimate, "since"));
    }

    private static Map<String, AttributeValue> encode(Progress progress) {
        var values = new HashMap<String, AttributeValue>();
        progress.move()
                .ifPresent(
                        move ->
                                values.put(
                                        "move",
                                        AttributeValue.fromM(
                                                Map.of(
                                                        "id", text(move.id()),
                                                        "units", units(move.units())))));
        progress.write()
                .ifPresent(write -> values.put("write", AttributeValue.fromM(encode(write))));
        values.put("landsBy", time(progress.landsBy()));
        progress.shown().ifPresent(shown -> values.put("shown", number(shown)));
        values.put("shownAt", time(progress.shownAt()));
        values.put("readAt", time(progress.readAt()));
        progress.problem().ifPresent(problem -> values.put("problem", text(problem)));
        values.put("retryAt", time(progress.retryAt()));
        progress.sent()
                .ifPresent(
                        sent -> {
                            Map<String, AttributeValue> last = encode(sent.change());
                            last.put("at", time(sent.at()));
                            values.put("sent", AttributeValue.fromM(last));
                        });
        return values;
    }

    private static Progress progress(Map<String, AttributeValue> progress) {
        return new Progress(
                part(
                        progress,
                        "move",
                        move -> new PendingMove(text(move, "id"), units(move, "units"))),
                part(progress, "write", ItemRowCodec::write),
                time(progress, "landsBy"),
                optionalNumber(progress, "shown")
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                time(progress, "shownAt"),
                time(progress, "readAt"),
                optionalText(progress, "problem"),
                time(progress, "retryAt"),
                part(progress, "sent", sent -> new Sent(countChange(sent), time(sent, "at"))));
    }

    private static Map<String, AttributeValue> encode(PendingWrite write) {
        Map<String, AttributeValue> values = encode(write.change());
        values.put("key", text(write.key()));
        values.put("begun", time(write.begun()));
        values.put("raise", number(write.raise()));
        values.put("lower", number(write.lower()));
        return values;
    }

    private static PendingWrite write(Map<String, AttributeValue> write) {
        return new PendingWrite(
                text(write, "key"),
                countChange(write),
                time(write, "begun"),
                number(write, "raise"),
                number(write, "lower"));
    }

    private static Map<String, AttributeValue> encode(CountChange change) {
        var values = new HashMap<String, AttributeValue>();
        switch (change) {
            case CountChange.Absolute(long count) -> values.put("absolute", number(count));
            case CountChange.Relative(long some) -> values.put("relative", number(some));
            case CountChange.CompareAndSet(long expected, long count) -> {
                values.put("expected", number(expected));
                values.put("count", number(count));
            }
        }
        return values;
    }

    private static CountChange countChange(Map<String, AttributeValue> values) {
        return optionalNumber(values, "absolute")
                .<CountChange>map(CountChange.Absolute::new)
                .or(() -> optionalNumber(values, "relative").map(CountChange.Relative::new))
                .orElseGet(
                        () ->
                                new CountChange.CompareAndSet(
                                        number(values, "expected"), number(values, "count")));
    }
}
