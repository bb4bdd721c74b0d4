package dev.netstock.malls;

import dev.netstock.malls.adapter.ShopSettings;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallSettings.Maintenance;
import dev.netstock.malls.sync.MallSettings.Mode;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the malls of a stage, as the CDK app writes them: an object with one member for each
 * channel. {@code infra-cdk/stages/stage.schema.json} has the members and their defaults.
 */
final class MallsJson {
    private static final long UNITS_MAX = 1_000_000;
    private static final int MAINTENANCE_MAX = 100;
    private static final long CAP = 100;
    private static final long PERCENT = 25;
    private static final long AUDIT_MINUTES = 360;

    private static final IntegerFormat UNITS = new IntegerFormat(0, UNITS_MAX);
    private static final BooleanFormat FLAG = new BooleanFormat();
    private static final TextFormat<String> TEXT =
            new TextFormat<>("Must be a text.", text -> !text.isEmpty(), Function.identity());
    private static final TextFormat<Mode> MODE =
            new TextFormat<>(
                    "Must be set-aside or shared.",
                    text -> text.equals("set-aside") || text.equals("shared"),
                    text -> text.equals("shared") ? Mode.SHARED : Mode.SET_ASIDE);

    private MallsJson() {}

    /**
     * Reads the malls.
     *
     * @throws IllegalArgumentException if a member is invalid; the message names it
     */
    static List<ConfiguredMall> read(String text) {
        var errors = new ValidationErrors();
        Optional<Json> json = JsonReader.parse(text, errors);
        List<ConfiguredMall> malls = new ArrayList<>();
        if (json.orElse(null) instanceof JsonObject(Map<String, Json> members)) {
            members.forEach(
                    (channel, mall) ->
                            JsonMembers.of(mall, "/" + channel, errors)
                                    .map(settings -> mall(new Channel(channel), settings))
                                    .ifPresent(malls::add));
        } else {
            errors.add("", "Must be an object.");
        }
        return switch (errors.orElse(() -> List.copyOf(malls))) {
            case Decoded.Valid(List<ConfiguredMall> valid) -> valid;
            case Decoded.Invalid(var all) -> throw new IllegalArgumentException(all.toString());
        };
    }

    private static ConfiguredMall mall(Channel channel, JsonMembers mall) {
        return new ConfiguredMall(
                settings(channel, mall),
                shop(mall),
                seconds(mall, "pollSeconds").orElse(MallsConfig.WOKEN_EVERY));
    }

    private static MallSettings settings(Channel channel, JsonMembers mall) {
        long cap = number(mall, "cap", CAP);
        return new MallSettings(
                channel,
                mall.optional("mode", MODE).orElse(Mode.SET_ASIDE),
                cap,
                number(mall, "floor", 0),
                number(mall, "buffer", 0),
                (int) number(mall, "priority", 1),
                (int) number(mall, "percent", PERCENT),
                number(mall, "blindUnits", 0),
                Duration.ofMinutes(number(mall, "auditEveryMinutes", AUDIT_MINUTES)),
                maintenance(mall),
                number(mall, "maintenanceCap", cap));
    }

    private static List<Maintenance> maintenance(JsonMembers mall) {
        return mall.hasAny(List.of("maintenance"))
                ? mall.requiredObjects(
                        "maintenance",
                        0,
                        MAINTENANCE_MAX,
                        each ->
                                each.required("start", TimeFormat.ANY)
                                        .flatMap(
                                                start ->
                                                        each.required("end", TimeFormat.ANY)
                                                                .map(
                                                                        end ->
                                                                                new Maintenance(
                                                                                        start,
                                                                                        end))))
                : List.of();
    }

    private static ShopSettings shop(JsonMembers mall) {
        return new ShopSettings(
                mall.optional("url", TEXT).map(URI::create),
                mall.optional("shop", TEXT),
                mall.optional("shopId", TEXT),
                mall.optional("sellerId", TEXT),
                mall.optional("marketplaceId", TEXT),
                mall.optional("locationId", TEXT),
                mall.optional("pointsPerSecond", UNITS).map(Math::toIntExact),
                mall.optional("fraudHoldMinutes", UNITS).map(Duration::ofMinutes),
                seconds(mall, "orderLagSeconds"),
                seconds(mall, "countLagSeconds"),
                mall.optional("restocksOnCancel", FLAG));
    }

    private static long number(JsonMembers mall, String name, long otherwise) {
        return mall.optional(name, UNITS).orElse(otherwise);
    }

    private static Optional<Duration> seconds(JsonMembers mall, String name) {
        return mall.optional(name, UNITS).map(Duration::ofSeconds);
    }
}
