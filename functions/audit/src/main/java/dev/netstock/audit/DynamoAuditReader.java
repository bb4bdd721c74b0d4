package dev.netstock.audit;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.audit.AuditCodec;
import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.json.JsonWriter;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads pages of the table {@code AuditLog}. Of the two rows of an act, the later one counts.
 * Thread-safe.
 *
 * @param client without retries of its own
 * @param table the table's name
 * @param retries how to retry
 */
record DynamoAuditReader(DynamoDbClient client, String table, Retries retries) {
    /** A request reads as many rows, or 1 MB; the filter does not reduce what is read. */
    private static final int ROWS = 250;

    /** A page may have few acts, even none, although more follow. */
    private static final int REQUESTS_MAX = 8;

    /** The limit of the response, without what surrounds the acts of a page. */
    private static final int PAGE_BYTES_MAX = Answer.BODY_BYTES_MAX - 1_024;

    static DynamoAuditReader of(DynamoDbClient client, String table, CallListener listener) {
        Backoff backoff = Backoff.standard(() -> ThreadLocalRandom.current().nextLong());
        return new DynamoAuditReader(client, table, new Retries(backoff, Pause.SLEEP, listener));
    }

    /**
     * A part of a UTC day.
     *
     * @param from the first sort key
     * @param to the last sort key
     */
    private record Part(String day, String from, String to) {
        boolean isEmpty() {
            return from.compareTo(to) >= 0;
        }

        /** What is older than an act. */
        Part before(String act) {
            return act.compareTo(to) < 0 ? new Part(day, from, act) : this;
        }
    }

    /** Reads a page. */
    AuditPage page(AuditQuery query, Call call) {
        Map<String, AuditEntry> acts = new LinkedHashMap<>();
        Optional<String> end = query.after().map(AuditPageToken::act);
        int requests = 0;
        for (Part whole : parts(query)) {
            Part part = end.map(whole::before).orElse(whole);
            while (!part.isEmpty()) {
                if (acts.size() > query.limit() || requests == REQUESTS_MAX) {
                    return page(acts, query.limit(), end);
                }
                QueryResponse read = read(query, part, call);
                requests++;
                read.items().stream()
                        .map(AuditCodec::decode)
                        .forEach(entry -> acts.putIfAbsent(AuditCodec.act(entry), entry));
                if (!read.hasLastEvaluatedKey()) {
                    end = Optional.of(part.from());
                    break;
                }
                end = Optional.of(AuditCodec.act(text(read.lastEvaluatedKey(), AuditCodec.ACT)));
                part = part.before(end.get());
            }
        }
        return page(acts, query.limit(), Optional.empty());
    }

    /**
     * The first acts of those that were read: up to the limit, and as many as a response can have.
     * One act always fits: it has two long texts at most.
     *
     * @param end where the reading ended; empty if there are no more
     */
    private static AuditPage page(Map<String, AuditEntry> acts, int limit, Optional<String> end) {
        List<AuditEntry> first = new ArrayList<>();
        long bytes = 0;
        for (AuditEntry act : acts.values()) {
            bytes += bytes(act);
            if (first.size() == limit || bytes > PAGE_BYTES_MAX) {
                break;
            }
            first.add(act);
        }
        Optional<String> last =
                acts.size() > first.size() ? Optional.of(AuditCodec.act(first.getLast())) : end;
        return new AuditPage(first, last.map(AuditPageToken::new));
    }

    /** With the comma after it. */
    private static long bytes(AuditEntry act) {
        return Answer.bytes(JsonWriter.object(json -> AuditJson.write(json, act))) + 1;
    }

    /** The parts of the UTC days between the times, the latest first. */
    private static List<Part> parts(AuditQuery query) {
        List<Part> parts = new ArrayList<>();
        LocalDate first = LocalDate.ofInstant(query.from(), ZoneOffset.UTC);
        LocalDate day = LocalDate.ofInstant(query.to(), ZoneOffset.UTC);
        while (!day.isBefore(first)) {
            Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            parts.add(
                    new Part(
                            day.toString(),
                            AuditCodec.position(query.from().isAfter(begin) ? query.from() : begin),
                            AuditCodec.position(query.to().isBefore(end) ? query.to() : end)));
            day = day.minusDays(1);
        }
        return parts;
    }

    private QueryResponse read(AuditQuery query, Part part, Call call) {
        QueryRequest request = request(query, part);
        return retries.run(
                Operation.READ, () -> DynamoFailures.translate(() -> client.query(request)), call);
    }

    private QueryRequest request(AuditQuery query, Part part) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> filters = new ArrayList<>();
        names.put("#day", AuditCodec.DAY);
        names.put("#act", AuditCodec.ACT);
        values.put(":day", text(part.day()));
        values.put(":from", text(part.from()));
        values.put(":to", text(part.to()));
        if (query.who().isPresent()) {
            names.put("#subject", AuditCodec.SUBJECT);
            names.put("#name", AuditCodec.NAME);
            names.put("#client", AuditCodec.CLIENT);
            values.put(":who", text(query.who().get()));
            filters.add("(#subject = :who OR #name = :who OR #client = :who)");
        }
        if (query.action().isPresent()) {
            names.put("#action", AuditCodec.ACTION);
            values.put(":action", text(query.action().get()));
            filters.add("#action = :action");
        }
        if (query.target().isPresent()) {
            names.put("#targets", AuditCodec.TARGETS);
            values.put(":target", text(query.target().get()));
            filters.add("contains(#targets, :target)");
        }
        QueryRequest.Builder request =
                QueryRequest.builder()
                        .tableName(table)
                        .scanIndexForward(false)
                        .limit(ROWS)
                        .keyConditionExpression("#day = :day AND #act BETWEEN :from AND :to")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values);
        if (!filters.isEmpty()) {
            request.filterExpression(String.join(" AND ", filters));
        }
        return request.build();
    }
}
