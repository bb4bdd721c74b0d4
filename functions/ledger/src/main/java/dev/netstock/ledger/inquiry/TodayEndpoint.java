package dev.netstock.ledger.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.EntityTag;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * {@code GET /v1/today}: the figures that operators watch. Each environment reads them at most
 * every five seconds, and counts stock at most once a minute, however many callers ask.
 * Thread-safe.
 */
final class TodayEndpoint implements Endpoint {
    private static final Duration FIGURES_LIFETIME = Duration.ofSeconds(5);
    private static final Duration STOCK_LIFETIME = Duration.ofMinutes(1);

    private final Transactions ledger;
    private final ZoneId zone;
    private final InstantSource clock;
    private Optional<Today> known = Optional.empty();

    private record Today(LocalDate day, TodayFigures figures, StockFigures stock, Instant readAt) {
        boolean isFresh(Instant now, LocalDate today) {
            return day.equals(today) && now.isBefore(readAt.plus(FIGURES_LIFETIME));
        }
    }

    /**
     * @param zone the retailer's, in which a day begins
     */
    TodayEndpoint(Transactions ledger, ZoneId zone, InstantSource clock) {
        this.ledger = ledger;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        return switch (errors.orElse(clock::instant)) {
            case Decoded.Invalid(var found) -> Problem.invalidRequest(found);
            case Decoded.Valid(Instant now) -> {
                Today today = today(now);
                yield EntityTag.answer(
                        request, Answer.of(200, "read", json -> members(json, today)));
            }
        };
    }

    private synchronized Today today(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, zone);
        Today today =
                known.filter(before -> before.isFresh(now, day)).orElseGet(() -> read(now, day));
        known = Optional.of(today);
        return today;
    }

    private Today read(Instant now, LocalDate day) {
        Instant midnight = day.atStartOfDay(zone).toInstant();
        Optional<StockFigures> stock =
                known.map(Today::stock)
                        .filter(it -> now.isBefore(it.countedAt().plus(STOCK_LIFETIME)));
        return ledger.inTransaction(
                sql ->
                        new Today(
                                day,
                                TodayFigures.read(midnight, sql),
                                stock.isPresent() ? stock.get() : StockFigures.count(now, sql),
                                now));
    }

    private static void members(JsonGenerator json, Today today) throws IOException {
        TodayFigures figures = today.figures();
        json.writeStringField("day", today.day().toString());
        json.writeObjectFieldStart("orders");
        json.writeNumberField("total", figures.orders());
        json.writeNumberField("held", figures.held());
        writeTime(json, "newestAt", figures.newestOrderAt());
        json.writeEndObject();
        json.writeObjectFieldStart("stock");
        json.writeNumberField("low", today.stock().low());
        json.writeNumberField("soldOut", today.stock().soldOut());
        json.writeNumberField("oversold", today.stock().oversold());
        json.writeStringField("countedAt", Times.text(today.stock().countedAt()));
        json.writeEndObject();
        json.writeObjectFieldStart("imports");
        json.writeNumberField("taken", figures.imports().taken());
        json.writeNumberField("refused", figures.imports().refused());
        writeTime(json, "refusedAt", figures.imports().refusedAt());
        json.writeEndObject();
        json.writeNumberField("movementsWaiting", figures.movementsWaiting());
        json.writeNumberField("contradictions", figures.contradictions());
        json.writeNumberField("supplyWaiting", figures.supplyWaiting());
        if (figures.reconcile().isPresent()) {
            TodayFigures.Reconcile run = figures.reconcile().get();
            json.writeObjectFieldStart("reconcile");
            json.writeStringField("runId", run.runId());
            json.writeBooleanField("repair", run.repair());
            json.writeStringField("startedAt", Times.text(run.startedAt()));
            writeTime(json, "finishedAt", run.finishedAt());
            json.writeNumberField("findings", run.findings());
            json.writeEndObject();
        }
    }

    private static void writeTime(JsonGenerator json, String name, Optional<Instant> at)
            throws IOException {
        if (at.isPresent()) {
            json.writeStringField(name, Times.text(at.get()));
        }
    }
}
