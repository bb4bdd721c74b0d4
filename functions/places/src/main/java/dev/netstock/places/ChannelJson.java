package dev.netstock.places;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.format.LimitFormats;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.SalesChannel;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.setting.PurchaseLimits.Wanted;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Channels as JSON. */
final class ChannelJson {
    private static final BooleanFormat FLAG = new BooleanFormat();
    private static final IntegerFormat UNITS = new IntegerFormat(0, Place.BUFFER_MAX);
    private static final IntegerFormat HOLD_SECONDS =
            new IntegerFormat(
                    ReserveCommand.HOLD_MIN.toSeconds(), ReserveCommand.HOLD_MAX.toSeconds());
    private static final TextFormat<SalesChannel.Kind> KIND =
            new TextFormat<>(
                    "Must be one of "
                            + Arrays.stream(SalesChannel.Kind.values())
                                    .map(ChannelJson::text)
                                    .collect(Collectors.joining(", "))
                            + ".",
                    text ->
                            Arrays.stream(SalesChannel.Kind.values())
                                    .anyMatch(kind -> text(kind).equals(text)),
                    text -> SalesChannel.Kind.valueOf(text.toUpperCase(Locale.ROOT)));

    private ChannelJson() {}

    /**
     * A request to replace the settings of a channel.
     *
     * @param channel the settings, without a limit
     * @param limit the limit as it is wished; empty for none
     */
    record Replacement(SalesChannel channel, Optional<Wanted> limit) {
        /**
         * The settings that replace others.
         *
         * @param key the key for customers, if the limit has not counted before
         */
        SalesChannel after(SalesChannel before, String key, Instant now) {
            return channel.withLimit(limit.map(wanted -> limit(wanted, before, key, now)));
        }

        /** A limit that is as wished stays as it is, so that a repetition changes nothing. */
        private static PurchaseLimit limit(
                Wanted wanted, SalesChannel before, String key, Instant now) {
            return before.limit()
                    .filter(limit -> wanted.isMetBy(limit, now))
                    .orElseGet(
                            () ->
                                    wanted.limit(
                                            before.limit(),
                                            key,
                                            now,
                                            SalesChannel.LIMIT_LEAD_TIME));
        }
    }

    /**
     * @param now the time of day: a limit ends in the future
     */
    static Decoded<Replacement> decode(HttpRequest request, Instant now) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Channel> channel = request.path("channel", StockFormats.CHANNEL, errors);
        request.refuseQuery(errors);
        Optional<Members> members = request.body(errors).map(body -> Members.read(body, now));
        return errors.orElse(() -> members.orElseThrow().of(channel.orElseThrow()));
    }

    static void write(JsonGenerator json, SalesChannel channel) throws IOException {
        json.writeStringField("channel", channel.channel().value());
        json.writeStringField("name", channel.name());
        json.writeStringField("kind", text(channel.kind()));
        json.writeNumberField("buffer", channel.buffer());
        json.writeBooleanField("spillover", channel.spillover());
        if (channel.holds().standard().isPresent()) {
            json.writeNumberField(
                    "defaultHoldSeconds", channel.holds().standard().get().toSeconds());
        }
        if (channel.holds().longest().isPresent()) {
            json.writeNumberField("maxHoldSeconds", channel.holds().longest().get().toSeconds());
        }
        if (channel.limit().isPresent()) {
            write(json, channel.limit().get());
        }
        json.writeNumberField("version", channel.version());
    }

    private static void write(JsonGenerator json, PurchaseLimit limit) throws IOException {
        json.writeObjectFieldStart("limit");
        json.writeStringField("id", limit.id());
        if (limit.perOrder().isPresent()) {
            json.writeNumberField("perOrder", limit.perOrder().get());
        }
        if (limit.perCustomer().isPresent()) {
            json.writeNumberField("perCustomer", limit.perCustomer().get());
        }
        json.writeStringField("from", Times.text(limit.from()));
        if (limit.until().isPresent()) {
            json.writeStringField("until", Times.text(limit.until().get()));
        }
        json.writeStringField("setAt", Times.text(limit.setAt()));
        json.writeEndObject();
    }

    private static String text(SalesChannel.Kind kind) {
        return kind.text();
    }

    /** The decoded body. */
    private record Members(
            Optional<String> name,
            Optional<SalesChannel.Kind> kind,
            Optional<Long> buffer,
            Optional<Boolean> spillover,
            Optional<Duration> defaultHold,
            Optional<Duration> maxHold,
            Optional<Wanted> limit) {
        static Members read(JsonMembers body, Instant now) {
            var members =
                    new Members(
                            body.optional("name", LocationJson.NAME),
                            body.optional("kind", KIND),
                            body.optional("buffer", UNITS),
                            body.optional("spillover", FLAG),
                            body.optional("defaultHoldSeconds", HOLD_SECONDS)
                                    .map(Duration::ofSeconds),
                            body.optional("maxHoldSeconds", HOLD_SECONDS).map(Duration::ofSeconds),
                            body.optionalObject("limit")
                                    .flatMap(limit -> LimitFormats.read(limit, now)));
            body.refuseOthers();
            return members;
        }

        /** Members that are missing have their defaults. */
        Replacement of(Channel channel) {
            SalesChannel byDefault = SalesChannel.byDefault(channel);
            return new Replacement(
                    new SalesChannel(
                            channel,
                            name.orElse(byDefault.name()),
                            kind.orElse(byDefault.kind()),
                            buffer.map(Long::intValue).orElse(byDefault.buffer()),
                            spillover.orElse(byDefault.spillover()),
                            new SalesChannel.Holds(defaultHold, maxHold),
                            Optional.empty(),
                            0),
                    limit);
        }
    }
}
