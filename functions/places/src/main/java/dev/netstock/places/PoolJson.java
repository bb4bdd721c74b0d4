package dev.netstock.places;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.pool.PoolPlan;
import dev.netstock.stock.table.PoolRule;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Pools as JSON. */
final class PoolJson {
    private static final TimeFormat TIMES = TimeFormat.ANY;
    private static final BooleanFormat FLAG = new BooleanFormat();
    private static final IntegerFormat UNITS = new IntegerFormat(0, PoolPlan.UNITS_MAX);
    private static final TextFormat<String> CHANGE_ID =
            new TextFormat<>(
                    "Must be an ID of 1 to 64 ASCII letters, digits, periods, underscores or"
                            + " hyphens.",
                    CancellationId::isValid,
                    text -> text);

    private PoolJson() {}

    static void write(JsonGenerator json, PoolPlan plan) throws IOException {
        json.writeStringField("sku", plan.place().sku().value());
        json.writeStringField("location", plan.place().location().value());
        json.writeStringField("channel", plan.channel().value());
        json.writeStringField("changeId", plan.changeId());
        json.writeNumberField("units", plan.units());
        json.writeBooleanField("spillover", plan.rule() == PoolRule.SPILLOVER);
        json.writeStringField("startsAt", Times.text(plan.startsAt()));
        if (plan.endsAt().isPresent()) {
            json.writeStringField("endsAt", Times.text(plan.endsAt().get()));
        }
        json.writeStringField("state", plan.state().text());
        json.writeNumberField("setAside", plan.moved());
        json.writeNumberField("version", plan.version());
    }

    /** A request to plan a pool; the spill-over of the channel is the default. */
    static Decoded<Request> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        Optional<Channel> channel = request.path("channel", StockFormats.CHANNEL, errors);
        request.refuseQuery(errors);
        Optional<Members> members = request.body(errors).map(Members::read);
        return errors.orElse(
                () -> new Request(sku.orElseThrow(), channel.orElseThrow(), members.orElseThrow()));
    }

    /** A decoded request. */
    record Request(Sku sku, Channel channel, Members members) {
        PoolPlan plan(Places places, Instant now) {
            boolean spills =
                    members.spillover().orElseGet(() -> places.channel(channel).spillover());
            return new PoolPlan(
                    ItemKey.of(sku, members.location().orElseThrow()),
                    channel,
                    members.changeId().orElseThrow(),
                    members.units().orElseThrow(),
                    spills ? PoolRule.SPILLOVER : PoolRule.OWN_ONLY,
                    members.startsAt().orElse(now).truncatedTo(ChronoUnit.MILLIS),
                    members.endsAt().map(end -> end.truncatedTo(ChronoUnit.MILLIS)),
                    PoolPlan.State.PLANNED,
                    0,
                    1);
        }
    }

    /** The decoded body. */
    record Members(
            Optional<String> changeId,
            Optional<Location> location,
            Optional<Long> units,
            Optional<Boolean> spillover,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt) {
        static Members read(JsonMembers body) {
            var members =
                    new Members(
                            body.required("changeId", CHANGE_ID),
                            body.required("location", StockFormats.LOCATION),
                            body.required("units", UNITS),
                            body.optional("spillover", FLAG),
                            body.optional("startsAt", TIMES),
                            body.optional("endsAt", TIMES));
            boolean isEmpty =
                    members.startsAt().isPresent()
                            && members.endsAt()
                                    .filter(end -> !end.isAfter(members.startsAt().get()))
                                    .isPresent();
            if (isEmpty) {
                body.refuse("endsAt", "Must be after startsAt.");
            }
            body.refuseOthers();
            return members;
        }
    }
}
