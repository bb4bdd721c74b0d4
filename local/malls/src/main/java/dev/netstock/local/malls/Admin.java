package dev.netstock.local.malls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Faults;
import dev.netstock.local.malls.shop.MallClock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The admin API. It is strict: an unknown member, mall, item or order is an error, {@code
 * {"code","message"}}.
 */
final class Admin {
    private final Map<String, Mall> malls;
    private final MallClock clock;

    Admin(Map<String, Mall> malls, MallClock clock) {
        this.malls = malls;
        this.clock = clock;
    }

    Answer answer(Call call) {
        try {
            return call.path().equals(List.of("clock")) ? clock(call) : mall(call);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer mall(Call call) {
        if (call.path().isEmpty()) {
            var names = Json.object();
            malls.keySet().forEach(names.putArray("malls")::add);
            return Answer.json(200, names);
        }
        Mall mall =
                Optional.ofNullable(malls.get(call.path().getFirst()))
                        .orElseThrow(() -> notFound("mall"));
        synchronized (mall.shop()) {
            mall.settle();
            return switch (call.path().size() < 2 ? "" : call.path().get(1)) {
                case "items" -> new AdminItems(mall).answer(call);
                case "orders" -> new AdminOrders(mall).answer(call);
                case "faults" -> faults(mall, call);
                case "credentials" -> credentials(mall, call);
                case "notifications" -> notifications(mall, call);
                default -> throw notFound("path");
            };
        }
    }

    private Answer clock(Call call) {
        if (call.method().equals("PUT")) {
            var body = body(call, "now", "advanceSeconds", "run");
            Json.text(body, "now").ifPresent(now -> clock.freeze(instant(now)));
            if (body.path("run").asBoolean()) {
                clock.run();
            }
            clock.advance(Duration.ofMillis(Math.round(1000 * number(body, "advanceSeconds", 0))));
        } else {
            require(call, "GET");
        }
        return Answer.json(
                200,
                Json.object()
                        .put("now", clock.instant().toString())
                        .put("frozen", clock.isFrozen()));
    }

    private static Answer faults(Mall mall, Call call) {
        if (call.method().equals("PUT")) {
            var body = Json.object(call.body()).orElseThrow(() -> invalid("The body is no object"));
            Map<Fault, Double> values = new EnumMap<>(Fault.class);
            body.properties().stream()
                    .filter(it -> !it.getKey().equals("seed"))
                    .forEach(it -> values.put(fault(mall, it.getKey()), value(it)));
            mall.shop().faults(new Faults(Math.round(number(body, "seed", 0)), values));
        } else {
            require(call, "GET");
        }
        var faults = mall.shop().faults();
        var values = Json.object().put("seed", faults.seed());
        mall.faults().stream().sorted().forEach(it -> put(values, it, faults.value(it)));
        var happened = values.putObject("happened");
        faults.happened().forEach((fault, times) -> happened.put(fault.text(), times));
        return Answer.json(200, values);
    }

    private static Fault fault(Mall mall, String name) {
        return Fault.of(name)
                .filter(mall.faults()::contains)
                .orElseThrow(() -> invalid(mall.name() + " has no fault " + name));
    }

    private static double value(Map.Entry<String, JsonNode> member) {
        JsonNode node = member.getValue();
        var unit = Fault.of(member.getKey()).orElseThrow().unit();
        boolean isValid =
                switch (unit) {
                    case SWITCH -> node.isBoolean();
                    case SECONDS -> node.isNumber() && node.doubleValue() >= 0;
                    case PROBABILITY ->
                            node.isNumber() && node.doubleValue() >= 0 && node.doubleValue() <= 1;
                };
        if (!isValid) {
            throw invalid(member.getKey() + " is no valid " + unit);
        }
        return node.isBoolean() ? (node.booleanValue() ? 1 : 0) : node.doubleValue();
    }

    private static void put(ObjectNode values, Fault fault, double value) {
        if (fault.unit() == Fault.Unit.SWITCH) {
            values.put(fault.text(), value != 0);
        } else {
            values.put(fault.text(), value);
        }
    }

    private static Answer credentials(Mall mall, Call call) {
        if (call.method().equals("PUT")) {
            var body = body(call, "expire", "renew");
            Json.text(body, "expire").ifPresent(it -> known(mall.expire(it), it));
            Json.text(body, "renew").ifPresent(it -> known(mall.renew(it), it));
        } else {
            require(call, "GET");
        }
        return Answer.json(200, mall.credentials());
    }

    private static void known(boolean isKnown, String credential) {
        if (!isKnown) {
            throw invalid("There is no credential " + credential);
        }
    }

    private static Answer notifications(Mall mall, Call call) {
        require(call, "PUT");
        if (!mall.notify(requiredText(body(call, "url"), "url"))) {
            throw invalid(mall.name() + " does not notify");
        }
        return Answer.empty(204);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw invalid(text + " is no time");
        }
    }

    /** The body, which has no members but these. */
    static ObjectNode body(Call call, String... members) {
        var body = Json.object(call.body()).orElseThrow(() -> invalid("The body is no object"));
        body.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!List.of(members).contains(name)) {
                                throw invalid("Unknown member " + name);
                            }
                        });
        return body;
    }

    static void require(Call call, String method) {
        if (!call.method().equals(method)) {
            throw refusal(405, "method-not-allowed", "Use " + method);
        }
    }

    static String requiredText(JsonNode body, String member) {
        return Json.text(body, member).orElseThrow(() -> invalid(member + " is required"));
    }

    static double number(JsonNode body, String member, double usual) {
        JsonNode node = body.path(member);
        if (!node.isMissingNode() && !node.isNumber()) {
            throw invalid(member + " is no number");
        }
        return node.asDouble(usual);
    }

    static Refusal invalid(String message) {
        return refusal(400, "invalid", message);
    }

    static Refusal notFound(String what) {
        return refusal(404, "not-found", "There is no such " + what);
    }

    static Refusal refusal(int status, String code, String message) {
        return new Refusal(
                Answer.json(status, Json.object().put("code", code).put("message", message)));
    }
}
