package dev.netstock.malls.api;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.mallcounts.DynamoMallCounts;
import dev.netstock.malls.dynamodb.DynamoMallStore.Findings;
import dev.netstock.malls.sync.CredentialDays;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallSettings.Maintenance;
import dev.netstock.malls.sync.Urgency;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How malls are: {@code GET /v1/malls}, pause and resume. */
final class StateEndpoints {
    private static final ProblemType NOT_CONNECTED =
            new ProblemType("mall-not-connected", 409, "Mall not connected");

    private final Malls malls;

    StateEndpoints(Malls malls) {
        this.malls = malls;
    }

    /** What a mall needs people to know. */
    private record State(
            ApiMall mall,
            Optional<MallRow> row,
            Optional<Instant> waitingSince,
            Optional<CredentialDays> credentials,
            long itemsInDoubt,
            long itemsRejected,
            long unmappedOrders,
            long unsettledOrders) {}

    Endpoint all() {
        return request -> {
            var errors = new ValidationErrors();
            request.refuseQuery(errors);
            return switch (errors.orElse(() -> request)) {
                case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
                case Decoded.Valid(HttpRequest valid) ->
                        malls.answered(() -> answer(malls.now()), valid.call());
            };
        };
    }

    private Answer answer(Instant now) {
        List<State> states = malls.all().stream().map(mall -> state(mall, now)).toList();
        return Answer.of(
                200,
                "read",
                json ->
                        JsonWriter.objects(
                                json, "malls", states, (each, state) -> write(each, state, now)));
    }

    private static State state(ApiMall mall, Instant now) {
        return new State(
                mall,
                mall.store().mall(),
                waitingSince(mall, now),
                mall.store().credentialDays(),
                mall.store().countItems(Findings.UNSETTLED),
                mall.store().countItems(Findings.REFUSED),
                mall.store().countOrders(Findings.REFUSED),
                mall.store().countOrders(Findings.UNSETTLED));
    }

    /** Since when the count waits that has waited longest; a new item does not count. */
    private static Optional<Instant> waitingSince(ApiMall mall, Instant now) {
        return Stream.of(Urgency.ZERO, Urgency.DOWN, Urgency.UP)
                .flatMap(urgency -> mall.store().longestDue(urgency, now).stream())
                .map(ItemRow::due)
                .filter(due -> due.isAfter(Instant.EPOCH))
                .min(Instant::compareTo);
    }

    /** The state of one mall, which pause and resume change. */
    MallEndpoint<Boolean> one() {
        return new MallEndpoint<>(
                malls,
                StateEndpoints::nothing,
                (mall, _, _) -> answer("read", mall, mall.store().mall()));
    }

    MallEndpoint<Boolean> pause() {
        return new MallEndpoint<>(
                malls,
                StateEndpoints::nothing,
                (mall, _, call) ->
                        mall.control()
                                .pause()
                                .map(row -> changed(mall, row, call))
                                .orElseGet(
                                        () ->
                                                Problem.of(
                                                        NOT_CONNECTED,
                                                        "The mall was never connected, so no count"
                                                                + " is sent. Resume it to connect"
                                                                + " it.")));
    }

    MallEndpoint<Boolean> resume() {
        return new MallEndpoint<>(
                malls,
                StateEndpoints::nothing,
                (mall, _, call) -> changed(mall, mall.control().resume(malls.now()), call));
    }

    private static Optional<Boolean> nothing(HttpRequest request, ValidationErrors errors) {
        request.refuseQuery(errors);
        return Optional.of(true);
    }

    private Answer changed(ApiMall mall, MallRow row, Call call) {
        malls.wake().accept(mall.channel(), call);
        return answer("changed", mall, Optional.of(row));
    }

    private static Answer answer(String outcome, ApiMall mall, Optional<MallRow> row) {
        return Answer.of(
                200,
                outcome,
                json -> {
                    json.writeStringField("mall", mall.channel().value());
                    json.writeStringField("state", state(row));
                });
    }

    private static String state(Optional<MallRow> row) {
        return row.map(
                        known ->
                                known.rules().paused()
                                        ? DynamoMallCounts.State.PAUSED
                                        : DynamoMallCounts.State.CONNECTED)
                .orElse(DynamoMallCounts.State.NOT_CONNECTED)
                .text();
    }

    private static void write(JsonGenerator json, State state, Instant now) throws IOException {
        json.writeStringField("mall", state.mall().channel().value());
        json.writeStringField("state", state(state.row()));
        if (state.row().isPresent()) {
            MallRow row = state.row().get();
            json.writeStringField("ordersUpTo", Times.text(row.cursor().coveredUpTo()));
            json.writeStringField("changesUpTo", Times.text(row.cursor().changesUpTo()));
            json.writeNumberField("orderLagSeconds", seconds(row.cursor().coveredUpTo(), now));
            write(json, row, now);
        }
        write(json, state.mall().settings(), state.row(), now);
        json.writeNumberField(
                "countLagSeconds", state.waitingSince().map(at -> seconds(at, now)).orElse(0L));
        if (state.credentials().isPresent()) {
            json.writeNumberField("credentialDaysLeft", state.credentials().get().left());
        }
        json.writeNumberField("itemsInDoubt", state.itemsInDoubt());
        json.writeNumberField("itemsRejected", state.itemsRejected());
        json.writeNumberField("unmappedOrders", state.unmappedOrders());
        json.writeNumberField("unsettledOrders", state.unsettledOrders());
    }

    private static void write(JsonGenerator json, MallRow row, Instant now) throws IOException {
        if (row.cursor().pulledAt().isAfter(Instant.EPOCH)) {
            json.writeStringField("ordersListedAt", Times.text(row.cursor().pulledAt()));
        }
        MallRow.Contact contact = row.contact();
        if (contact.lastWrite().isPresent()) {
            json.writeStringField("countsWrittenAt", Times.text(contact.lastWrite().get()));
        }
        if (contact.waitsUntil().isAfter(now)) {
            json.writeStringField("waitsUntil", Times.text(contact.waitsUntil()));
        }
        if (contact.lastProblem().isPresent()) {
            MallRow.Problem problem = contact.lastProblem().get();
            json.writeObjectFieldStart("lastError");
            json.writeStringField("cause", problem.text());
            json.writeStringField("at", Times.text(problem.at()));
            json.writeEndObject();
        }
    }

    private static void write(
            JsonGenerator json, MallSettings settings, Optional<MallRow> row, Instant now)
            throws IOException {
        long cap = settings.capAt(now);
        json.writeNumberField(
                "cap", row.map(known -> Math.min(cap, known.rules().sale().cap())).orElse(cap));
        Optional<Maintenance> maintenance = settings.maintenanceAt(now);
        if (maintenance.isPresent()) {
            json.writeObjectFieldStart("maintenance");
            json.writeStringField("startsAt", Times.text(maintenance.get().start()));
            json.writeStringField("endsAt", Times.text(maintenance.get().end()));
            json.writeEndObject();
        }
    }

    private static long seconds(Instant from, Instant now) {
        return Math.max(0, Duration.between(from, now).toSeconds());
    }
}
