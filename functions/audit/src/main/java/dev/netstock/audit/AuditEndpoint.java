package dev.netstock.audit;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.DateFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.platform.json.ValidationErrors;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * {@code GET /v1/audit?day=&who=&action=&target=&limit=&cursor=}.
 *
 * @param reader reads the log
 * @param zone of the days that callers ask for
 * @param clock the current time
 */
record AuditEndpoint(DynamoAuditReader reader, ZoneId zone, InstantSource clock)
        implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long LIMIT_DEFAULT = 50;
    private static final DateFormat DAY = new DateFormat(1, 9_999);
    private static final TextFormat<String> ACTION =
            new TextFormat<>(
                    "Must be an operation ID.",
                    text -> text.matches("[A-Za-z]{1,64}"),
                    text -> text);
    private static final TextFormat<String> NAME =
            new TextFormat<>(
                    "Must have 1 to 257 characters, without control characters.",
                    AuditEndpoint::isName,
                    text -> text);
    private static final TextFormat<AuditPageToken> CURSOR =
            new TextFormat<>(
                    "Must be a cursor from an earlier response.",
                    text -> AuditPageToken.parse(text).isPresent(),
                    text -> AuditPageToken.parse(text).orElseThrow());

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(AuditQuery query) ->
                    Answer.of(200, "read", json(reader.page(query, request.call())));
        };
    }

    private Decoded<AuditQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        LocalDate day =
                query.optional("day", DAY)
                        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
        Optional<String> who = query.optional("who", NAME);
        Optional<String> action = query.optional("action", ACTION);
        Optional<String> target = query.optional("target", NAME);
        long limit = query.optional("limit", LIMIT).orElse(LIMIT_DEFAULT);
        Optional<AuditPageToken> cursor = query.optional("cursor", CURSOR);
        query.refuseOthers();
        return errors.orElse(
                () ->
                        new AuditQuery(
                                day.atStartOfDay(zone).toInstant(),
                                day.plusDays(1).atStartOfDay(zone).toInstant(),
                                who,
                                action,
                                target,
                                (int) limit,
                                cursor));
    }

    private static boolean isName(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= 1 && length <= 257 && UntrustedText.isClean(text);
    }

    private static JsonWriter.Part json(AuditPage page) {
        return json -> {
            JsonWriter.objects(json, "acts", page.acts(), AuditJson::write);
            if (page.next().isPresent()) {
                json.writeStringField("next", page.next().get().token());
            }
        };
    }
}
