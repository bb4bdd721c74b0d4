package dev.netstock.places;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.SalesChannel;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Channels as JSON. */
final class ChannelJson {
    private static final BooleanFormat FLAG = new BooleanFormat();
    private static final IntegerFormat UNITS = new IntegerFormat(0, Place.BUFFER_MAX);
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

    static Decoded<SalesChannel> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Channel> channel = request.path("channel", StockFormats.CHANNEL, errors);
        request.refuseQuery(errors);
        Optional<Members> members = request.body(errors).map(Members::read);
        return errors.orElse(() -> members.orElseThrow().of(channel.orElseThrow()));
    }

    static void write(JsonGenerator json, SalesChannel channel) throws IOException {
        json.writeStringField("channel", channel.channel().value());
        json.writeStringField("name", channel.name());
        json.writeStringField("kind", text(channel.kind()));
        json.writeNumberField("buffer", channel.buffer());
        json.writeBooleanField("spillover", channel.spillover());
        json.writeNumberField("version", channel.version());
    }

    private static String text(SalesChannel.Kind kind) {
        return kind.text();
    }

    /** The decoded body. */
    private record Members(
            Optional<String> name,
            Optional<SalesChannel.Kind> kind,
            Optional<Long> buffer,
            Optional<Boolean> spillover) {
        static Members read(JsonMembers body) {
            var members =
                    new Members(
                            body.optional("name", LocationJson.NAME),
                            body.optional("kind", KIND),
                            body.optional("buffer", UNITS),
                            body.optional("spillover", FLAG));
            body.refuseOthers();
            return members;
        }

        /** Members that are missing have their defaults. */
        SalesChannel of(Channel channel) {
            SalesChannel byDefault = SalesChannel.byDefault(channel);
            return new SalesChannel(
                    channel,
                    name.orElse(byDefault.name()),
                    kind.orElse(byDefault.kind()),
                    buffer.map(Long::intValue).orElse(byDefault.buffer()),
                    spillover.orElse(byDefault.spillover()),
                    0);
        }
    }
}
