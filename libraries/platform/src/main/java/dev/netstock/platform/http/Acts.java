package dev.netstock.platform.http;

import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.json.UntrustedText;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Records acts in the audit log. An entry is stored before the act, so that no act is without one;
 * if it cannot be stored, nothing is done. The result is stored before the answer is sent; if that
 * fails, the caller is asked to retry. Thread-safe.
 *
 * @param log where acts are stored
 * @param routes the routes of the function by key
 */
record Acts(AuditLog log, Map<String, Route> routes) {
    private static final int TARGET_MAX = 256;
    private static final int SUCCESS = 200;
    private static final int PROBLEM = 400;

    /**
     * Runs an act between its two entries.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if an entry could not be stored
     */
    Answer record(Route route, HttpRequest request, Supplier<Answer> act) {
        List<String> path =
                request.pathValues().stream()
                        .map(value -> UntrustedText.sanitize(value, TARGET_MAX))
                        .sorted()
                        .toList();
        AuditEntry entry =
                new AuditEntry(
                        UUID.randomUUID().toString(),
                        Instant.now(),
                        request.actor(),
                        route.operation(),
                        path,
                        request.call().traceId(),
                        before(route, request),
                        Optional.empty());
        log.store(entry, request.call());
        Answer answer = act.get();
        List<String> added = answer.act().map(Answer.Act::targets).orElse(List.of());
        log.store(
                entry.ended(
                        Stream.concat(path.stream(), added.stream()).distinct().toList(),
                        new AuditEntry.Result(
                                Instant.now(), answer.status(), answer.outcome(), after(answer))),
                request.call());
        return answer;
    }

    /** What the act is about to change: the body that the reading route answers, if it does. */
    private Optional<String> before(Route route, HttpRequest request) {
        return route.state()
                .or(() -> Optional.ofNullable(routes.get(route.reading())).map(Route::endpoint))
                .map(endpoint -> endpoint.answer(request))
                .filter(answer -> answer.status() == SUCCESS)
                .map(Answer::body);
    }

    /** An act that did not complete may say what it has changed. */
    private static Optional<String> after(Answer answer) {
        return answer.act()
                .map(Answer.Act::after)
                .or(() -> Optional.of(answer.body()).filter(_ -> answer.status() < PROBLEM));
    }
}
