package dev.netstock.local.eventsource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.local.lambda.Invocation;
import dev.netstock.local.lambda.Invocation.Throttled;
import dev.netstock.local.lambda.Invocation.Throttled.Reason;
import dev.netstock.local.sqs.MessageAttribute;
import dev.netstock.local.sqs.NewMessage;
import dev.netstock.local.sqs.SqsLocal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Mappings of real queues to functions in this process. */
class QueueMappingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, String> PLAIN = Map.of();

    /** Received messages are hidden for a second. */
    private static final Map<String, String> BRIEFLY_HIDING = Map.of("VisibilityTimeout", "1");

    static SqsLocal sqs;

    @BeforeAll
    static void start() {
        sqs = SqsLocal.start("ap-northeast-1", "000000000000");
    }

    @AfterAll
    static void stop() {
        sqs.close();
    }

    private static TestQueue queue(String name, Map<String, String> attributes) {
        return TestQueue.create(sqs, name, attributes);
    }

    private static TestQueue fifo(String name, String visibilitySeconds) {
        return queue(
                name + ".fifo",
                Map.of("FifoQueue", "true", "VisibilityTimeout", visibilitySeconds));
    }

    /** Batches of a standard queue, which does not keep their order. */
    private static void awaitBatches(ScriptedFunction function, List<?>... batches) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(function.batches())
                                        .map(batch -> batch.stream().sorted().toList())
                                        .isEqualTo(List.of((Object[]) batches)));
    }

    /** A batch and its redelivery: the queue may deliver the messages one by one. */
    private static void awaitTwice(ScriptedFunction function, String... bodies) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> {
                            assertThat(function.batches().getFirst())
                                    .containsExactlyInAnyOrder(bodies);
                            assertThat(function.batches().stream().skip(1).flatMap(List::stream))
                                    .containsExactlyInAnyOrder(bodies);
                        });
    }

    private static ScriptedFunction failingOnce() {
        var calls = new AtomicInteger();
        return new ScriptedFunction(
                _ ->
                        calls.incrementAndGet() == 1
                                ? ScriptedFunction.failed()
                                : ScriptedFunction.answered("null"));
    }

    private static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    @Test
    void event_ofAMessage_hasLambdasFormat() {
        TestQueue queue = queue("event", PLAIN);
        var function = ScriptedFunction.answering("null");
        queue.queue()
                .send(
                        NewMessage.of(
                                "{\"type\":\"sale\"}",
                                Map.of(
                                        "channel",
                                        new MessageAttribute("String", "pos"),
                                        "raw",
                                        new MessageAttribute("Binary", "AQI="))));

        try (var _ = QueueSettings.of(queue).start(function)) {
            await().atMost(LIMIT).until(() -> function.events().size() == 1);
        }

        JsonNode message = function.events().getFirst().at("/Records/0");
        assertThat(message.path("messageId").asText()).isNotEmpty();
        assertThat(message.path("receiptHandle").asText()).isNotEmpty();
        assertThat(message.path("body").asText()).isEqualTo("{\"type\":\"sale\"}");
        assertThat(message.path("md5OfBody").asText())
                .isEqualTo("a5f5325a8c67e5a240f1642c113cc4bf");
        assertThat(message.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(message.path("eventSourceARN").asText()).isEqualTo(queue.arn());
        assertThat(message.path("awsRegion").asText()).isEqualTo("ap-northeast-1");
        assertThat(message.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(message.at("/attributes/SentTimestamp").asText()).containsOnlyDigits();
        assertThat(message.at("/attributes/ApproximateFirstReceiveTimestamp").asText())
                .containsOnlyDigits();
        assertThat(message.at("/attributes/SenderId").asText()).isNotEmpty();
        assertThat(message.at("/messageAttributes/channel").toString())
                .isEqualTo(
                        "{\"stringValue\":\"pos\",\"stringListValues\":[],"
                                + "\"binaryListValues\":[],\"dataType\":\"String\"}");
        assertThat(message.at("/messageAttributes/raw/binaryValue").asText()).isEqualTo("AQI=");
    }

    @Test
    void event_ofAFifoMessage_namesItsGroup() {
        TestQueue queue = fifo("event", "30");
        var function = ScriptedFunction.answering("null");
        queue.send(List.of("a1"));

        try (var _ = QueueSettings.of(queue).start(function)) {
            await().atMost(LIMIT).until(() -> function.events().size() == 1);
        }

        JsonNode attributes = function.events().getFirst().at("/Records/0/attributes");
        assertThat(attributes.path("MessageGroupId").asText()).isEqualTo("a");
        assertThat(attributes.path("MessageDeduplicationId").asText()).isEqualTo("a1");
        assertThat(attributes.path("SequenceNumber").asText()).isNotEmpty();
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
    @Test
    void batch_isNoLargerThanItsSize() {
        TestQueue queue = queue("sized", PLAIN);
        var function = ScriptedFunction.answering("null");
        queue.send(numbered(7));

        try (var _ = QueueSettings.of(queue).batchSize(3).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        assertThat(function.batches()).allMatch(batch -> batch.size() <= 3);
        assertThat(function.batches().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(numbered(7));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
    @Test
    void batch_withAWindow_isCollectedFromSeveralRequests() {
        TestQueue queue = queue("gathered", PLAIN);
        var function = ScriptedFunction.answering("null");
        queue.send(numbered(25));
        Duration window = Duration.ofMinutes(1);

        try (var _ = QueueSettings.of(queue).batchSize(25).window(window).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        assertThat(function.batches()).hasSize(1);
    }

    @Test
    void batch_whenItsWindowEnds_isSentPartlyFilled() {
        TestQueue queue = queue("windowed", PLAIN);
        var function = ScriptedFunction.answering("null");
        queue.send(numbered(2));
        Duration window = Duration.ofSeconds(1);

        try (var _ = QueueSettings.of(queue).batchSize(25).window(window).start(function)) {
            await().atMost(LIMIT).until(() -> function.events().size() == 1);
        }

        assertThat(function.batches().getFirst()).containsExactlyInAnyOrder("1", "2");
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    @Test
    void batch_beyondSixMegabytes_isSplit() {
        TestQueue queue = queue("large", PLAIN);
        var function = ScriptedFunction.answering("null");
        for (int i = 0; i < 26; i++) {
            queue.send(List.of("x".repeat(250 * 1024)));
        }
        Duration window = Duration.ofMinutes(1);

        try (var _ = QueueSettings.of(queue).batchSize(26).window(window).start(function)) {
            await().atMost(LIMIT).until(() -> !function.events().isEmpty());
        }

        assertThat(function.batches().getFirst()).hasSize(24);
        assertThat(function.events().getFirst().toString().length())
                .isLessThanOrEqualTo(6 * 1024 * 1024);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    @Test
    void batch_thatFails_isRedeliveredAfterTheVisibilityTimeout() {
        TestQueue queue = queue("failing", BRIEFLY_HIDING);
        var function = failingOnce();
        queue.send(List.of("a", "b"));

        try (var _ = QueueSettings.of(queue).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        awaitTwice(function, "a", "b");
        assertThat(receiveCount(function.events().getLast())).isEqualTo("2");
    }

    private static String receiveCount(JsonNode event) {
        return event.at("/Records/0/attributes/ApproximateReceiveCount").asText();
    }

    @Test
    void batch_withReportedFailures_redeliversOnlyThose() {
        TestQueue queue = queue("reported", BRIEFLY_HIDING);
        var function = new ScriptedFunction(failingFirst("b"));
        queue.send(List.of("a", "b", "c"));

        try (var _ = QueueSettings.of(queue).reporting().start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        awaitBatches(function, List.of("a", "b", "c"), List.of("b"));
    }

    @Test
    void batch_withReportedFailures_succeedsIfReportingIsOff() {
        TestQueue queue = queue("unasked", BRIEFLY_HIDING);
        var function = new ScriptedFunction(failingFirst("a"));
        queue.send(List.of("a"));

        try (var _ = QueueSettings.of(queue).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        awaitBatches(function, List.of("a"));
    }

    @Test
    void batch_thatThrowsWithReportingOn_isRedeliveredCompletely() {
        TestQueue queue = queue("thrown", BRIEFLY_HIDING);
        var function = failingOnce();
        queue.send(List.of("a", "b"));

        try (var _ = QueueSettings.of(queue).reporting().start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        awaitTwice(function, "a", "b");
    }

    /** Reports each of these bodies as failed on its first delivery. */
    private static Function<JsonNode, Invocation> failingFirst(String... bodies) {
        Set<String> failing = ConcurrentHashMap.newKeySet();
        failing.addAll(List.of(bodies));
        return event -> ScriptedFunction.report(event, failing::remove);
    }

    @Test
    void message_thatFailsTooOften_movesToTheDeadLetterQueue() {
        TestQueue dead = queue("dead", PLAIN);
        TestQueue queue =
                queue(
                        "mortal",
                        Map.of(
                                "VisibilityTimeout",
                                "1",
                                "RedrivePolicy",
                                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":2}"
                                        .formatted(dead.arn())));
        var function =
                new ScriptedFunction(
                        event -> ScriptedFunction.report(event, body -> body.equals("b")));
        queue.send(List.of("a", "b", "c"));

        try (var _ = QueueSettings.of(queue).reporting().start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0 && dead.messages() == 1);
        }

        awaitBatches(function, List.of("a", "b", "c"), List.of("b"));
    }

    @Test
    void batch_whileTheFunctionIsThrottled_isRetriedWithoutAnotherReceive() {
        TestQueue queue = queue("throttled", PLAIN);
        var calls = new AtomicInteger();
        var function =
                new ScriptedFunction(
                        _ ->
                                calls.incrementAndGet() < 3
                                        ? throttled()
                                        : ScriptedFunction.answered("null"));
        queue.send(List.of("a"));

        try (var _ = QueueSettings.of(queue).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        assertThat(function.batches()).hasSize(3);
        assertThat(receiveCount(function.events().getLast())).isEqualTo("1");
    }

    @Test
    void batch_whileTheFunctionStaysThrottled_returnsToTheQueue() {
        TestQueue queue = queue("closed", BRIEFLY_HIDING);
        var function =
                new ScriptedFunction(
                        event ->
                                receiveCount(event).equals("1")
                                        ? throttled()
                                        : ScriptedFunction.answered("null"));
        queue.send(List.of("a"));

        try (var _ = QueueSettings.of(queue).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        assertThat(receiveCount(function.events().getLast())).isEqualTo("2");
    }

    private static Invocation throttled() {
        return new Throttled(Reason.ReservedFunctionConcurrentInvocationLimitExceeded);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    @Test
    void batches_inFlight_doNotExceedTheMaximumConcurrency() {
        TestQueue queue = queue("capped", PLAIN);
        var atWork = new Crowd(2);
        var function = new ScriptedFunction(_ -> atWork.pass());
        queue.send(numbered(12));

        try (var _ = QueueSettings.of(queue).batchSize(1).concurrency(2).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        assertThat(atWork.most()).isEqualTo(2);
    }

    @Test
    void batches_inFlight_growBeyondFiveWhileMessagesWait() {
        TestQueue queue = queue("growing", PLAIN);
        var atWork = new Crowd(8);
        var function = new ScriptedFunction(_ -> atWork.pass());
        queue.send(numbered(12));

        try (var _ = QueueSettings.of(queue).batchSize(1).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() <= 4);
        }

        assertThat(atWork.most()).isGreaterThanOrEqualTo(8);
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
    @Test
    void messages_ofOneGroup_areProcessedInOrderAndNeverInParallel() {
        TestQueue queue = fifo("grouped", "30");
        Map<String, Integer> atWork = new ConcurrentHashMap<>();
        Queue<String> overlaps = new ConcurrentLinkedQueue<>();
        var parallel = new Crowd(3);
        var function =
                new ScriptedFunction(
                        event -> {
                            Set<String> groups = groups(event);
                            groups.stream()
                                    .filter(group -> atWork.merge(group, 1, Integer::sum) > 1)
                                    .forEach(overlaps::add);
                            parallel.pass();
                            groups.forEach(group -> atWork.merge(group, -1, Integer::sum));
                            return ScriptedFunction.answered("null");
                        });
        queue.send(
                IntStream.range(0, 60)
                        .mapToObj(i -> "abc".charAt(i % 3) + "" + (100 + i))
                        .toList());

        try (var _ = QueueSettings.of(queue).batchSize(4).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        assertThat(overlaps).isEmpty();
        for (String group : List.of("a", "b", "c")) {
            assertThat(done(function, group)).isSorted().hasSize(20);
        }
    }

    @Test
    void messages_ofAFailingGroup_waitWhileOtherGroupsContinue() {
        TestQueue queue = fifo("stopped", "2");
        var calls = new AtomicInteger();
        var function =
                new ScriptedFunction(
                        event ->
                                groups(event).contains("a") && calls.incrementAndGet() == 1
                                        ? ScriptedFunction.failed()
                                        : ScriptedFunction.answered("null"));
        queue.send(List.of("a1", "a2", "a3", "b1", "b2"));

        try (var _ = QueueSettings.of(queue).batchSize(1).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        assertThat(done(function, "a")).containsExactly("a1", "a1", "a2", "a3");
        assertThat(done(function, "")).containsSubsequence("b1", "b2", "a1", "a2", "a3");
    }

    private static List<String> done(ScriptedFunction function, String group) {
        return function.batches().stream()
                .flatMap(List::stream)
                .filter(body -> body.startsWith(group))
                .toList();
    }

    private static Set<String> groups(JsonNode event) {
        return ScriptedFunction.bodies(event).stream()
                .map(body -> body.substring(0, 1))
                .collect(Collectors.toSet());
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
    @Test
    void messages_thatMatchNoFilter_areDeletedWithoutDelivery() {
        TestQueue queue = queue("filtered", PLAIN);
        var function = ScriptedFunction.answering("null");
        queue.send(List.of("{\"kind\":\"sale\"}", "{\"kind\":\"supply\"}", "sale"));
        String sales = "{\"body\":{\"kind\":[\"sale\"]}}";

        try (var _ = QueueSettings.of(queue).filters(sales).start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        awaitBatches(function, List.of("{\"kind\":\"sale\"}"));
    }

    @Test
    void messages_whoseTextMatchesAFilter_areDelivered() {
        TestQueue queue = queue("texts", PLAIN);
        var function = ScriptedFunction.answering("null");
        queue.send(List.of("{\"kind\":\"sale\"}", "sale"));

        try (var _ = QueueSettings.of(queue).filters("{\"body\":[\"sale\"]}").start(function)) {
            await().atMost(LIMIT).until(() -> queue.messages() == 0);
        }

        awaitBatches(function, List.of("sale"));
    }

    @Test
    void mapping_atRest_makesNoRequests_andDeliversAMessageWithTheReceiveThatWaits() {
        TestQueue queue = queue("resting", PLAIN);
        var function = ScriptedFunction.answering("null");

        try (var _ = QueueSettings.of(queue).start(function)) {
            await().atMost(LIMIT).until(() -> queue.queue().receives() == 1);
            await().during(Duration.ofMillis(500)).until(() -> queue.queue().receives() == 1);
            queue.send(List.of("a"));
            awaitBatches(function, List.of("a"));
            await().atMost(LIMIT).until(() -> queue.queue().receives() == 2);
        }
    }

    /** Thousands of reservations that have not expired yet must not delay those that have. */
    @Test
    void message_thatBecomesVisible_isDeliveredAtOnceWhileManyAreDelayed() {
        TestQueue queue = queue("expiring", PLAIN);
        var function = ScriptedFunction.answering("null");
        for (int n = 0; n < 2_000; n++) {
            queue.queue().send(delayed("later", 900));
        }

        try (var _ = QueueSettings.of(queue).start(function)) {
            await().atMost(LIMIT).until(() -> queue.queue().receives() == 1);
            queue.queue().send(delayed("due", 1));
            awaitBatches(function, List.of("due"));
            assertThat(queue.queue().receives()).isLessThanOrEqualTo(2);
        }
    }

    private static NewMessage delayed(String body, int seconds) {
        return new NewMessage(
                body,
                OptionalInt.of(seconds),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    @Test
    void close_whileWaitingForMessages_leavesLaterOnesInTheQueue() {
        TestQueue queue = queue("left", PLAIN);
        var function = ScriptedFunction.answering("null");
        QueueMapping mapping = QueueSettings.of(queue).start(function);
        queue.send(List.of("a"));
        awaitBatches(function, List.of("a"));

        mapping.close();
        queue.send(List.of("b"));

        await().during(Duration.ofMillis(300)).until(() -> queue.messages() == 1);
        assertThat(function.batches()).hasSize(1);
    }
}
