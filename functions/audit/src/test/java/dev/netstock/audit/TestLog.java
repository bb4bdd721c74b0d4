package dev.netstock.audit;

import dev.netstock.platform.audit.Actor;
import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.audit.DynamoAuditLog;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.testing.LocalTables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An audit log in DynamoDB Local.
 *
 * @param tables the server
 * @param table the name of the table
 */
record TestLog(LocalTables tables, String table) {
    static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

    static TestLog create() {
        LocalTables tables = LocalTables.create();
        return new TestLog(tables, tables.createMore("AuditLog", "day", "act"));
    }

    /** Stores an act that ended. */
    AuditEntry act(Instant at, String who, String action, String target) {
        AuditEntry begun = begin(at, who, action, target);
        AuditEntry ended = ended(begun);
        store(ended);
        return ended;
    }

    /** Stores an act that has no result. */
    AuditEntry begin(Instant at, String who, String action, String target) {
        return begin(at, who, action, target, "{\"n\":1}");
    }

    /** The same, with what it is about to change. */
    AuditEntry begin(Instant at, String who, String action, String target, String before) {
        AuditEntry entry =
                new AuditEntry(
                        UUID.randomUUID().toString(),
                        at,
                        new Actor(
                                "sub-of-" + who,
                                Optional.of(who),
                                List.of("operator"),
                                Optional.of("console")),
                        action,
                        List.of(target),
                        "1-6920a1b8-3f1e2d4c5b6a798800112233",
                        Optional.of(before),
                        Optional.empty());
        store(entry);
        return entry;
    }

    static AuditEntry ended(AuditEntry begun) {
        return begun.ended(
                begun.targets(),
                new AuditEntry.Result(
                        begun.at().plusMillis(30), 200, "replaced", Optional.of("{\"n\":2}")));
    }

    void store(AuditEntry entry) {
        log(tables.client()).store(entry, call());
    }

    DynamoAuditLog log(DynamoDbClient client) {
        return DynamoAuditLog.of(() -> client, table, (_, _) -> {});
    }

    static Call call() {
        return new Call("test", "trace", Deadline.after(Duration.ofSeconds(20)));
    }

    AuditHandler handler(DynamoDbClient client) {
        var failures = new FailureTally();
        return new AuditHandler(
                DynamoAuditReader.of(client, table, failures), TOKYO, () -> NOON, failures);
    }

    Reply read(String query) {
        HttpCall call = HttpCall.of(AuditHandler.ROUTE).query(query);
        return Reply.of(handler(tables.client()).handleRequest(call.event(), TestContext.create()));
    }
}
