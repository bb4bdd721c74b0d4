package dev.netstock.platform.audit;

import dev.netstock.platform.aws.ConditionalPuts;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Lazy;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The audit log in its table, to which functions may only put rows. Thread-safe.
 *
 * @param client supplies the client, which a function for shoppers rarely needs
 * @param table the table's name
 * @param retries how to retry
 */
public record DynamoAuditLog(Supplier<DynamoDbClient> client, String table, Retries retries)
        implements AuditLog {
    /** Uses the table {@code AUDIT_LOG_TABLE}, a name. */
    public static DynamoAuditLog of(Environment environment, CallListener listener) {
        return of(
                new Lazy<>(DynamoClients::create),
                environment.required("AUDIT_LOG_TABLE"),
                listener);
    }

    /** The log in a table. */
    public static DynamoAuditLog of(
            Supplier<DynamoDbClient> client, String table, CallListener listener) {
        Backoff backoff = Backoff.standard(() -> ThreadLocalRandom.current().nextLong());
        return new DynamoAuditLog(client, table, new Retries(backoff, Pause.SLEEP, listener));
    }

    /** A retry finds the row of the first attempt, and leaves it. */
    @Override
    public void store(AuditEntry entry, Call call) {
        PutItemRequest put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(AuditCodec.encode(entry))
                        .conditionExpression("attribute_not_exists(act)")
                        .build();
        retries.run(Operation.IDEMPOTENT_WRITE, () -> ConditionalPuts.put(client.get(), put), call);
    }
}
