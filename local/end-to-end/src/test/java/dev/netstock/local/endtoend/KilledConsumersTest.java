package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.events.EventType;
import dev.netstock.events.SampleEvents;
import dev.netstock.local.lambda.ExecutionEnvironmentInfo;
import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;
import dev.netstock.local.live.LiveDay;
import dev.netstock.platform.testing.Length;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Kills the function of every queue while it processes a message, and measures how long it takes
 * until that message is processed. It prints a table. The short form kills those that differ: two
 * with long work and a lease, and three of the others.
 */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
@Order(2)
class KilledConsumersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GOAL = Duration.ofSeconds(60);

    /** A heartbeat keeps messages this long before their function is killed. */
    private static final Duration LONG_WORK = Duration.ofSeconds(3);

    private static final Duration ANSWERED_BEFORE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Far below the quarter of an hour after which a message would return without a change. */
    private static final Duration LIMIT = GOAL.multipliedBy(3);

    private static final Set<String> SHORT_WORK_AT_VERIFY =
            Set.of("LedgerPosting", "Replenishment", "Sweep");

    private static final int TRIES_MAX = 40;
    private static final String FILE = "inbox/book-stock/killed.csv";

    /** A message that the queue's consumer processes without side effects. */
    private static final Map<String, String> SHORT_WORK =
            new TreeMap<>(
                    Map.of(
                            "Expiry", SampleEvents.of(EventType.RESERVATION_CONFIRMED),
                            "Sweep", "{\"takes\":[]}",
                            "Sales", SampleEvents.of(EventType.RESERVATION_CONFIRMED),
                            "Replenishment", SampleEvents.of(EventType.LEVEL_CHANGED),
                            "LongHoldsDue", "{}",
                            "Shards", body("shards/look"),
                            "LedgerPosting", SampleEvents.of(EventType.RESERVATION_CONFIRMED),
                            "SupplySync", "{}",
                            "JobSteps", body("job-steps/step"),
                            "SaleModeSteps", "{}"));

    static {
        SHORT_WORK.put("Pools", "{}");
    }

    private static final Set<String> ON_LOCKED_TABLES = Set.of("FileImport", "Reconcile");

    private final RealCloud real;
    private final SqsClient sqs;
    private final Map<String, Long> left = new LinkedHashMap<>();
    private final Map<String, Duration> took = new TreeMap<>();

    KilledConsumersTest(RealCloud real) {
        this.real = real;
        this.sqs = real.clients().sqs(real.cloud().endpoints().sqs().orElseThrow());
    }

    @Test
    void everyQueue_whenItsFunctionIsKilled_resumes() throws Exception {
        var all = new TreeSet<>(SHORT_WORK.keySet());
        all.addAll(ON_LOCKED_TABLES);
        assertThat(all).isEqualTo(consumersOfQueues());

        SharedCloud.alone(
                () -> {
                    killOnLockedTables();
                    for (String consumer : SHORT_WORK.keySet()) {
                        if (Length.isFull() || SHORT_WORK_AT_VERIFY.contains(consumer)) {
                            killShortWork(consumer);
                        }
                    }
                });
        await().atMost(LIMIT)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .untilAsserted(
                        () -> {
                            recordDone();
                            assertThat(left.keySet())
                                    .as("not processed; processed: %s", took)
                                    .isEmpty();
                        });

        System.out.println(table(took));
        if (Length.isFull()) {
            assertThat(took.values()).allSatisfy(it -> assertThat(it).isLessThan(GOAL));
        }
        await().atMost(LIMIT).until(() -> importState().equals("taken"));
    }

    private Set<String> consumersOfQueues() {
        try (var lambda = real.clients().lambda(real.cloud().endpoints().lambda().orElseThrow())) {
            var names = new TreeSet<String>();
            lambda.listEventSourceMappingsPaginator().eventSourceMappings().stream()
                    .filter(mapping -> mapping.eventSourceArn().startsWith("arn:aws:sqs:"))
                    .map(EventSourceMappingConfiguration::functionArn)
                    .map(arn -> arn.replaceFirst(".*-(\\w+)Function[0-9A-F]{8}:live$", "$1"))
                    .forEach(names::add);
            return names;
        }
    }

    /**
     * A long task that is certainly in progress when the function is killed: it waits for a table.
     */
    private void killOnLockedTables() throws Exception {
        try (var database = real.connectToLedger();
                var statement = database.createStatement()) {
            statement.execute("LOCK TABLE imports, reconcile_runs IN ACCESS EXCLUSIVE MODE");
            put(
                    FILE,
                    "business_date,location,sku,units\n%s,shinjuku,anvil,7\n"
                            .formatted(LocalDate.now(LiveDay.ZONE)));
            send("Reconcile", "{\"start\":{}}");
            Map<String, Long> pids = new LinkedHashMap<>();
            for (String consumer : ON_LOCKED_TABLES) {
                pids.put(consumer, awaitBusy(consumer, PATIENCE).getFirst());
            }
            TimeUnit.NANOSECONDS.sleep(LONG_WORK.toNanos());
            pids.forEach(
                    (consumer, pid) -> {
                        assertThat(busy(consumer)).contains(pid);
                        left.put(consumer, kill(pid));
                    });
            database.rollback();
        }
    }

    /** A task of some milliseconds, repeated until a kill hits it. */
    private void killShortWork(String consumer) throws InterruptedException {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            recordDone();
            send(consumer, SHORT_WORK.getOrDefault(consumer, ""));
            List<Long> pids = awaitBusy(consumer, Duration.ofSeconds(5));
            if (!pids.isEmpty()) {
                long killedAt = kill(pids.getFirst());
                // Messages of earlier responses are deleted by now.
                TimeUnit.NANOSECONDS.sleep(ANSWERED_BEFORE.toNanos());
                if (waiting(consumer) > 0) {
                    left.put(consumer, killedAt);
                    return;
                }
            }
        }
        throw new AssertionError("No kill hit the busy function " + consumer);
    }

    /** Returns the time of the kill. */
    private static long kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        return System.nanoTime();
    }

    private List<Long> awaitBusy(String consumer, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<Long> pids = busy(consumer);
        while (pids.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
            pids = busy(consumer);
        }
        return pids;
    }

    private List<Long> busy(String consumer) {
        return real.cloud().lambda().environments().stream()
                .filter(it -> it.function().contains("-" + consumer + "Function"))
                .filter(it -> it.state() == State.BUSY)
                .map(ExecutionEnvironmentInfo::pid)
                .toList();
    }

    /**
     * Records the queues that are empty. Other tests use them at the same time, so a queue only has
     * to be empty for a moment.
     */
    private void recordDone() {
        left.forEach(
                (consumer, killedAt) -> {
                    if (waiting(consumer) == 0) {
                        took.put(consumer, since(killedAt));
                    }
                });
        left.keySet().removeAll(took.keySet());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** The number of messages that are visible or in flight. */
    private int waiting(String consumer) {
        return sqs
                .getQueueAttributes(
                        it ->
                                it.queueUrl(url(consumer))
                                        .attributeNames(
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                                QueueAttributeName
                                                        .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private String url(String consumer) {
        return real.output(consumer + "QueueUrl");
    }

    private void send(String consumer, String body) {
        String unique = UUID.randomUUID().toString();
        boolean fifo = url(consumer).endsWith(".fifo");
        sqs.sendMessage(
                it -> {
                    it.queueUrl(url(consumer)).messageBody(body);
                    if (fifo) {
                        it.messageGroupId(unique).messageDeduplicationId(unique);
                    } else {
                        it.delaySeconds(0);
                    }
                });
    }

    private void put(String key, String content) {
        try (var s3 = real.clients().s3(real.cloud().endpoints().s3().orElseThrow())) {
            s3.putObject(
                    it -> it.bucket(real.output("FilesBucket")).key(key),
                    RequestBody.fromString(content));
        }
    }

    private String importState() throws JsonProcessingException {
        var answer = real.caller("netstock/operate").insist("GET", "/v1/imports?limit=100");
        for (JsonNode one : JSON.readTree(answer.body()).path("imports")) {
            if (one.path("file").asText().equals(FILE)) {
                return one.path("state").asText();
            }
        }
        return "unknown";
    }

    /** Of the first message of a sample. */
    private static String body(String sample) {
        try {
            return JSON.readTree(SampleEvents.json(sample)).at("/Records/0/body").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String table(Map<String, Duration> took) {
        var lines = new StringBuilder("queue, killed in mid-work: seconds until it was done\n");
        took.forEach(
                (consumer, time) ->
                        lines.append("%-14s %5.1f%n".formatted(consumer, time.toMillis() / 1e3)));
        return lines.toString();
    }
}
