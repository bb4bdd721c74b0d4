package dev.netstock.operations.job;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.ConditionalPuts;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code Jobs}. A job is a row of the part {@code job}. While it runs, a row of the part
 * {@code running} keeps others from doing the same; both rows change in one transaction. The
 * movements that a job records are a row of the part {@code movements}, so that lists of jobs stay
 * small. Thread-safe.
 *
 * @param retries retries requests within the call's deadline
 */
public record DynamoJobs(DynamoDbClient client, String table, Retries retries) {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String PART = "part";
    private static final String ENTRY = "entry";
    private static final String JOB = "job";
    private static final String RUNNING = "running";
    private static final String MOVEMENTS = "movements";
    private static final String SOURCE = "source";
    private static final String DATA = "data";
    private static final String RETIRE_AT = "retireAt";
    private static final String IS_NEW = "attribute_not_exists(#entry)";
    private static final String FAILED_CONDITION = "ConditionalCheckFailed";

    /** Stores a new job, unless its id is known or another one does the same. */
    public Started start(Job job, Call call) {
        // Safe to repeat: if the first attempt was stored after all, the job is known.
        if (retries.run(Operation.IDEMPOTENT_WRITE, () -> isStored(job), call)) {
            return new Started.New(job);
        }
        Optional<Job> known = find(job.id(), call);
        if (known.isPresent()) {
            return new Started.Known(known.get());
        }
        return running(job.request(), call)
                .map(running -> (Started) new Started.Busy(running))
                // It has just ended.
                .orElseGet(() -> start(job, call));
    }

    /**
     * Stores a job that waits for approval, unless its id is known.
     *
     * @param held the movements that it records; empty for other kinds
     */
    public Started ask(Job job, Optional<HeldMovements> held, Call call) {
        List<TransactWriteItem> rows = new ArrayList<>();
        rows.add(put(isNew(encode(job))));
        held.ifPresent(movements -> rows.add(put(row(encode(job, movements)).build())));
        // Safe to repeat: if the first attempt was stored after all, the job is known.
        if (retries.run(Operation.IDEMPOTENT_WRITE, () -> transact(rows), call)) {
            return new Started.New(job);
        }
        return new Started.Known(find(job.id(), call).orElseThrow());
    }

    /**
     * Stores an approval, with the row that keeps others from doing the same. If another version
     * was stored meanwhile, or another job does the same: false.
     */
    public boolean approve(Job approved, Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> transact(List.of(put(next(approved)), put(isNew(lock(approved))))),
                call);
    }

    /** Replaces a waiting job by its next version. If another was stored meanwhile: false. */
    public boolean decide(Job next, Call call) {
        return retries.run(Operation.IDEMPOTENT_WRITE, () -> isReplaced(next), call);
    }

    /** The job that does the same as a request. */
    public Optional<String> running(JobRequest request, Call call) {
        return retries.run(Operation.READ, () -> row(RUNNING, request.lock()), call)
                .map(row -> text(row, JOB));
    }

    /** The movements that a job records; empty for other kinds. */
    public Optional<HeldMovements> movements(Job job, Call call) {
        return job.request().kind() == JobKind.ADJUST
                ? retries.run(Operation.READ, () -> row(MOVEMENTS, job.id()), call)
                        .map(row -> HeldMovements.parse(text(row, SOURCE), text(row, DATA)))
                : Optional.empty();
    }

    private static Map<String, AttributeValue> encode(Job job, HeldMovements held) {
        Map<String, AttributeValue> row = new HashMap<>(key(MOVEMENTS, job.id()));
        row.put(SOURCE, text(held.source()));
        row.put(DATA, text(held.text()));
        row.put(RETIRE_AT, retireAt(job));
        return row;
    }

    private static AttributeValue retireAt(Job job) {
        return number(job.startedAt().plus(KEPT).getEpochSecond());
    }

    private boolean isStored(Job job) {
        return transact(List.of(put(isNew(encode(job))), put(isNew(lock(job)))));
    }

    private static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }

    private Put.Builder row(Map<String, AttributeValue> row) {
        return Put.builder().tableName(table).item(row);
    }

    private Put isNew(Map<String, AttributeValue> row) {
        return row(row).conditionExpression(IS_NEW)
                .expressionAttributeNames(Map.of("#entry", ENTRY))
                .build();
    }

    private boolean transact(List<TransactWriteItem> writes) {
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.transactWriteItems(it -> it.transactItems(writes));
                        return true;
                    } catch (TransactionCanceledException e) {
                        if (e.cancellationReasons().stream()
                                .map(CancellationReason::code)
                                .anyMatch(FAILED_CONDITION::equals)) {
                            return false;
                        }
                        throw e;
                    }
                });
    }

    public Optional<Job> find(String id, Call call) {
        return retries.run(Operation.READ, () -> row(JOB, id), call).map(DynamoJobs::decode);
    }

    private Optional<Map<String, AttributeValue>> row(String part, String entry) {
        var response =
                DynamoFailures.translate(
                        () ->
                                client.getItem(
                                        it ->
                                                it.tableName(table)
                                                        .consistentRead(true)
                                                        .key(key(part, entry))));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /** All jobs that are kept, newest first. */
    public List<Job> all(Call call) {
        List<Job> all = new ArrayList<>();
        Map<String, AttributeValue> after = Map.of();
        do {
            Map<String, AttributeValue> from = after;
            QueryResponse page = retries.run(Operation.READ, () -> page(from), call);
            page.items().forEach(row -> all.add(decode(row)));
            after = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!after.isEmpty());
        all.sort(Comparator.comparing(Job::startedAt).reversed());
        return all;
    }

    private QueryResponse page(Map<String, AttributeValue> after) {
        var query =
                QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression("#part = :job")
                        .expressionAttributeNames(Map.of("#part", PART))
                        .expressionAttributeValues(Map.of(":job", text(JOB)));
        if (!after.isEmpty()) {
            query.exclusiveStartKey(after);
        }
        return DynamoFailures.translate(() -> client.query(query.build()));
    }

    /** Replaces a job by its next version. If another version was stored meanwhile: false. */
    public boolean replace(Job next, Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> next.state().isEnded() ? isEnded(next) : isReplaced(next),
                call);
    }

    private boolean isReplaced(Job next) {
        return ConditionalPuts.putNext(client, table, encode(next), next.version());
    }

    private boolean isEnded(Job next) {
        return transact(
                List.of(
                        put(next(next)),
                        TransactWriteItem.builder()
                                .delete(
                                        Delete.builder()
                                                .tableName(table)
                                                .key(key(RUNNING, next.request().lock()))
                                                .conditionExpression("#job = :job")
                                                .expressionAttributeNames(Map.of("#job", JOB))
                                                .expressionAttributeValues(
                                                        Map.of(":job", text(next.id())))
                                                .build())
                                .build()));
    }

    private Put next(Job next) {
        return row(encode(next))
                .conditionExpression("#version = :before")
                .expressionAttributeNames(Map.of("#version", "version"))
                .expressionAttributeValues(Map.of(":before", number(next.version() - 1)))
                .build();
    }

    private static Map<String, AttributeValue> key(String part, String entry) {
        return Map.of(PART, text(part), ENTRY, text(entry));
    }

    private static Map<String, AttributeValue> lock(Job job) {
        Map<String, AttributeValue> row = new HashMap<>(key(RUNNING, job.request().lock()));
        row.put(JOB, text(job.id()));
        return row;
    }

    private static Map<String, AttributeValue> encode(Job job) {
        Progress progress = job.progress();
        Map<String, AttributeValue> row = new HashMap<>(key(JOB, job.id()));
        row.put("kind", text(job.request().kind().text()));
        row.put("target", text(job.request().target()));
        row.put("repair", number(job.request().repair() ? 1 : 0));
        row.put("state", text(job.state().text()));
        row.put("phase", text(progress.phase()));
        row.put("done", number(progress.done()));
        row.put("total", number(progress.total()));
        row.put("findings", number(progress.findings()));
        row.put("memo", text(progress.memo()));
        progress.next().ifPresent(wait -> row.put("nextAfter", number(wait.toSeconds())));
        row.put("error", text(job.error()));
        row.put("failures", number(job.failures()));
        row.put("startedBy", text(job.startedBy()));
        row.put("startedAt", number(job.startedAt().toEpochMilli()));
        row.put("updatedAt", number(job.updatedAt().toEpochMilli()));
        row.put("version", number(job.version()));
        row.put(RETIRE_AT, retireAt(job));
        row.put("units", number(job.request().units()));
        job.approval().ifPresent(approval -> put(row, approval));
        return row;
    }

    private static void put(Map<String, AttributeValue> row, Approval approval) {
        row.put("asker", text(approval.asker()));
        row.put("expiresAt", number(approval.expiresAt().toEpochMilli()));
        approval.decision()
                .ifPresent(
                        decision -> {
                            row.put("decider", text(decision.subject()));
                            row.put("decidedBy", text(decision.by()));
                            row.put("decidedAt", number(decision.at().toEpochMilli()));
                        });
    }

    private static Optional<Approval> approval(Map<String, AttributeValue> row) {
        return optionalText(row, "asker")
                .map(
                        asker ->
                                new Approval(
                                        asker,
                                        Instant.ofEpochMilli(number(row, "expiresAt")),
                                        optionalText(row, "decider")
                                                .map(decider -> decision(row, decider))));
    }

    private static Approval.Decision decision(Map<String, AttributeValue> row, String decider) {
        return new Approval.Decision(
                decider, text(row, "decidedBy"), Instant.ofEpochMilli(number(row, "decidedAt")));
    }

    private static Job decode(Map<String, AttributeValue> row) {
        return new Job(
                text(row, ENTRY),
                new JobRequest(
                        JobKind.parse(text(row, "kind")),
                        text(row, "target"),
                        number(row, "repair") == 1,
                        // Rows of the release before have none.
                        optionalNumber(row, "units").orElse(0L)),
                JobState.parse(text(row, "state")),
                new Progress(
                        text(row, "phase"),
                        number(row, "done"),
                        number(row, "total"),
                        number(row, "findings"),
                        text(row, "memo"),
                        optionalNumber(row, "nextAfter").map(Duration::ofSeconds)),
                text(row, "error"),
                (int) number(row, "failures"),
                text(row, "startedBy"),
                Instant.ofEpochMilli(number(row, "startedAt")),
                Instant.ofEpochMilli(number(row, "updatedAt")),
                number(row, "version"),
                approval(row));
    }
}
