package dev.netstock.platform.audit;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of the table {@code AuditLog}: partition key {@code day}, by UTC; sort key {@code act},
 * the time and the id of the act with {@code #1} before it and {@code #2} after it; {@code
 * retireAt}, the time to live. Both rows of an act have all that is known, so that each can be
 * filtered.
 */
public final class AuditCodec {
    public static final String DAY = "day";
    public static final String ACT = "act";
    public static final String SUBJECT = "subject";
    public static final String NAME = "name";
    public static final String CLIENT = "client";
    public static final String ACTION = "action";
    public static final String TARGETS = "targets";

    /** The archive keeps what the table retires. */
    static final Duration RETENTION = Duration.ofDays(400);

    private static final String BEGUN = "#1";
    private static final String ENDED = "#2";

    /** Always with milliseconds, so that keys sort by time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** A row has 400 KB at most; long texts are left out. */
    private static final int TEXT_MAX = 60_000;

    private AuditCodec() {}

    /** The day of a time, as in keys. */
    public static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    /** Where the acts from a time on begin in sort keys. */
    public static String position(Instant at) {
        return TIME.format(at);
    }

    /** The part of the sort key that both rows of an act have. */
    public static String act(AuditEntry entry) {
        return position(entry.at()) + "#" + entry.id();
    }

    /** The part of a sort key that both rows of its act have. */
    public static String act(String sortKey) {
        return sortKey.substring(0, sortKey.lastIndexOf('#'));
    }

    /** The row of an entry. */
    public static Map<String, AttributeValue> encode(AuditEntry entry) {
        Map<String, AttributeValue> row = new HashMap<>();
        row.put(DAY, text(day(entry.at())));
        row.put(ACT, text(act(entry) + (entry.result().isPresent() ? ENDED : BEGUN)));
        row.put("retireAt", number(entry.at().plus(RETENTION).getEpochSecond()));
        row.put("at", text(TIME.format(entry.at())));
        row.put(SUBJECT, text(entry.actor().subject()));
        entry.actor().name().ifPresent(name -> row.put(NAME, text(name)));
        row.put("groups", texts(entry.actor().groups()));
        entry.actor().client().ifPresent(client -> row.put(CLIENT, text(client)));
        row.put(ACTION, text(entry.action()));
        row.put(TARGETS, texts(entry.targets()));
        row.put("traceId", text(entry.traceId()));
        put(row, "before", entry.before());
        entry.result().ifPresent(result -> put(row, result));
        return row;
    }

    private static void put(Map<String, AttributeValue> row, AuditEntry.Result result) {
        row.put("endedAt", text(TIME.format(result.at())));
        row.put("status", number(result.status()));
        row.put("outcome", text(result.outcome()));
        put(row, "after", result.after());
    }

    private static void put(
            Map<String, AttributeValue> row, String name, Optional<String> document) {
        document.ifPresent(
                json -> row.put(name, text(json.length() > TEXT_MAX ? "{\"cut\":true}" : json)));
    }

    /** The entry of a row. */
    public static AuditEntry decode(Map<String, AttributeValue> row) {
        String[] key = text(row, ACT).split("#", -1);
        return new AuditEntry(
                key[1],
                Instant.parse(text(row, "at")),
                new Actor(
                        text(row, SUBJECT),
                        optionalText(row, NAME),
                        texts(row, "groups"),
                        optionalText(row, CLIENT)),
                text(row, ACTION),
                texts(row, TARGETS),
                text(row, "traceId"),
                optionalText(row, "before"),
                optionalNumber(row, "status").map(status -> result(row, status.intValue())));
    }

    private static AuditEntry.Result result(Map<String, AttributeValue> row, int status) {
        return new AuditEntry.Result(
                Instant.parse(text(row, "endedAt")),
                status,
                text(row, "outcome"),
                optionalText(row, "after"));
    }

    private static AttributeValue texts(List<String> all) {
        return AttributeValue.fromL(all.stream().map(AttributeValue::fromS).toList());
    }

    private static List<String> texts(Map<String, AttributeValue> row, String name) {
        return row.getOrDefault(name, AttributeValue.fromL(List.of())).l().stream()
                .map(AttributeValue::s)
                .toList();
    }
}
