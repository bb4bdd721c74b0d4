package dev.netstock.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Queues in this process. The clock is set by hand, except where a receiver waits. */
class MessageQueueTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String DEAD =
            "{\"deadLetterTargetArn\":\"arn:aws:sqs:r:1:%s\",\"maxReceiveCount\":%d}";

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final SqsLocal sqs = SqsLocal.start("r", "1", () -> now);
    private final SqsLocal live = SqsLocal.start("r", "1");

    @AfterEach
    void stop() {
        sqs.close();
        live.close();
    }

    @Test
    void receive_aMessage_hidesItUntilItsVisibilityTimeoutEnds() throws InterruptedException {
        MessageQueue queue = sqs.create("q", Map.of("VisibilityTimeout", "30"));
        queue.send(NewMessage.of("a"));

        ReceivedMessage first = queue.receive(10, NOW).getFirst();
        pass(Duration.ofMillis(29_999));
        assertThat(queue.receive(10, NOW)).isEmpty();
        assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 1, 0));
        pass(Duration.ofMillis(1));
        ReceivedMessage second = queue.receive(10, NOW).getFirst();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(second.systemAttributes())
                .containsEntry("ApproximateReceiveCount", "2")
                .containsEntry(
                        "ApproximateFirstReceiveTimestamp",
                        first.systemAttributes().get("SentTimestamp"));
    }

    @Test
    void oldestAge_isThatOfTheOldestMessage_untilItIsDeleted() throws InterruptedException {
        MessageQueue queue = sqs.create("q", Map.of());
        assertThat(queue.oldestAge()).isZero();
        queue.send(NewMessage.of("a"));
        pass(Duration.ofSeconds(40));
        queue.send(NewMessage.of("b"));
        pass(Duration.ofSeconds(2));
        assertThat(queue.oldestAge()).isEqualTo(Duration.ofSeconds(42));
        String first = queue.receive(1, NOW).getFirst().receiptHandle();
        assertThat(queue.oldestAge()).as("in flight").isEqualTo(Duration.ofSeconds(42));
        queue.delete(first);
        assertThat(queue.oldestAge()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void delete_withAnEarlierReceiptHandle_keepsTheMessage() throws InterruptedException {
        MessageQueue queue = sqs.create("q", Map.of("VisibilityTimeout", "0"));
        queue.send(NewMessage.of("a"));
        String first = queue.receive(1, NOW).getFirst().receiptHandle();
        String second = queue.receive(1, NOW).getFirst().receiptHandle();

        queue.delete(first);
        assertThat(queue.counts().visible()).isEqualTo(1);
        queue.delete(second);
        assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    }

    @Test
    void changeVisibility_toZero_showsTheMessage() throws InterruptedException {
        MessageQueue queue = sqs.create("q", Map.of());
        queue.send(NewMessage.of("a"));
        ReceivedMessage received = queue.receive(1, NOW).getFirst();

        queue.changeVisibility(received.receiptHandle(), Duration.ofMinutes(10));
        pass(Duration.ofMinutes(9));
        assertThat(queue.receive(1, NOW)).isEmpty();
        queue.changeVisibility(received.receiptHandle(), Duration.ZERO);
        assertThat(queue.receive(1, NOW)).hasSize(1);
        assertThatThrownBy(() -> queue.changeVisibility(received.receiptHandle(), Duration.ZERO))
                .hasMessageContaining("not available for visibility timeout change");
    }

    @Test
    void send_withADelay_countsAsDelayedUntilItsTime() throws InterruptedException {
        MessageQueue queue = sqs.create("q", Map.of("DelaySeconds", "5"));
        queue.send(NewMessage.of("queue's delay"));
        queue.send(delayed("own delay", 2));
        queue.send(delayed("none", 0));

        assertThat(queue.counts()).isEqualTo(new MessageCounts(1, 0, 2));
        assertThat(bodies(queue.receive(10, NOW))).containsExactly("none");
        pass(Duration.ofSeconds(2));
        assertThat(bodies(queue.receive(10, NOW))).containsExactly("own delay");
        pass(Duration.ofSeconds(3));
        assertThat(bodies(queue.receive(10, NOW))).containsExactly("queue's delay");
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
    @Test
    void receive_beyondTheMaximum_movesToTheDeadLetterQueue_whichKeepsTheSentTime()
            throws InterruptedException {
        MessageQueue dead = sqs.create("dead", Map.of("MessageRetentionPeriod", "3600"));
        MessageQueue queue =
                sqs.create(
                        "q",
                        Map.of(
                                "VisibilityTimeout",
                                "60",
                                "RedrivePolicy",
                                DEAD.formatted("dead", 2)));
        queue.send(NewMessage.of("a", Map.of("k", new MessageAttribute("String", "v"))));
        Instant sent = now;

        assertThat(queue.receive(1, NOW)).hasSize(1);
        pass(Duration.ofMinutes(1));
        assertThat(queue.receive(1, NOW)).hasSize(1);
        pass(Duration.ofMinutes(1));
        assertThat(queue.receive(1, NOW)).isEmpty();

        assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 0, 0));
        ReceivedMessage moved = dead.receive(1, NOW).getFirst();
        assertThat(moved.attributes()).containsKey("k");
        assertThat(moved.systemAttributes())
                .containsEntry("SentTimestamp", Long.toString(sent.toEpochMilli()))
                .containsEntry("DeadLetterQueueSourceArn", queue.arn());
        pass(Duration.ofMinutes(58));
        assertThat(dead.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    }

    @Test
    void messages_olderThanTheRetention_areDeleted_alsoWhenDelayedOrInFlight()
            throws InterruptedException {
        MessageQueue queue =
                sqs.create("q", Map.of("MessageRetentionPeriod", "60", "VisibilityTimeout", "600"));
        queue.send(NewMessage.of("in flight"));
        queue.receive(1, NOW);
        queue.send(List.of(NewMessage.of("visible"), delayed("delayed", 900)));
        pass(Duration.ofSeconds(59));
        queue.send(NewMessage.of("newer"));
        assertThat(queue.counts()).isEqualTo(new MessageCounts(2, 1, 1));

        pass(Duration.ofSeconds(1));

        assertThat(queue.counts()).isEqualTo(new MessageCounts(1, 0, 0));
        assertThat(bodies(queue.receive(10, NOW))).containsExactly("newer");
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
    @Test
    void receive_fromAFifoQueue_returnsAGroupInOrder_andNoMoreOfItUntilTheMessagesAreDone()
            throws InterruptedException {
        MessageQueue queue = fifo(Map.of());
        queue.send(List.of(inGroup("a", "a1"), inGroup("b", "b1"), inGroup("a", "a2")));
        queue.send(inGroup("a", "a3"));

        List<ReceivedMessage> first = queue.receive(2, NOW);
        assertThat(bodies(first)).containsExactly("a1", "a2");
        assertThat(bodies(queue.receive(10, NOW))).containsExactly("b1");
        queue.delete(first.getLast().receiptHandle());
        assertThat(queue.receive(10, NOW)).isEmpty();
        pass(Duration.ofSeconds(30));
        assertThat(bodies(queue.receive(10, NOW))).containsExactly("a1", "a3", "b1");
    }

    @Test
    void delete_fromAFifoQueueAfterTheVisibilityTimeout_isRejected() throws InterruptedException {
        MessageQueue queue = fifo(Map.of("VisibilityTimeout", "1"));
        queue.send(inGroup("a", "a1"));
        String handle = queue.receive(1, NOW).getFirst().receiptHandle();
        pass(Duration.ofSeconds(1));

        assertThatThrownBy(() -> queue.delete(handle)).hasMessageContaining("expired");
        assertThat(queue.counts().visible()).isEqualTo(1);
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html
    @Test
    void send_ofADuplicate_isDroppedForFiveMinutes_alsoAfterTheDeletion()
            throws InterruptedException {
        MessageQueue queue = fifo(Map.of());
        SentMessage sent = queue.send(inGroup("a", "1"));
        queue.receive(1, NOW).forEach(it -> queue.delete(it.receiptHandle()));

        pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(queue.send(inGroup("b", "1"))).isEqualTo(sent);
        assertThat(queue.counts().visible()).isZero();
        pass(Duration.ofMillis(1));
        assertThat(queue.send(inGroup("b", "1"))).isNotEqualTo(sent);
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
    @Test
    void send_ofADuplicateInAnotherGroup_isAcceptedIfGroupsAreTheScope() {
        MessageQueue queue = fifo(Map.of("DeduplicationScope", "messageGroup"));

        queue.send(List.of(inGroup("a", "1"), inGroup("b", "1"), inGroup("b", "1")));

        assertThat(queue.counts().visible()).isEqualTo(2);
    }

    @Test
    void receive_ofAFifoMessageBeyondTheMaximum_letsItsGroupContinue() throws InterruptedException {
        MessageQueue dead = sqs.create("dead.fifo", Map.of("FifoQueue", "true"));
        MessageQueue queue =
                fifo(
                        Map.of(
                                "VisibilityTimeout",
                                "0",
                                "RedrivePolicy",
                                DEAD.formatted("dead.fifo", 1)));
        queue.send(List.of(inGroup("a", "a1"), inGroup("a", "a2")));

        assertThat(bodies(queue.receive(1, NOW))).containsExactly("a1");
        assertThat(bodies(queue.receive(1, NOW))).isEmpty();
        assertThat(bodies(queue.receive(1, NOW))).containsExactly("a2");
        ReceivedMessage moved = dead.receive(1, NOW).getFirst();
        assertThat(moved.systemAttributes())
                .containsEntry("MessageGroupId", "a")
                .containsEntry("MessageDeduplicationId", moved.id());
    }

    /** The expiry queue has a delayed message for each reservation. */
    @Test
    void cost_ofAnOperation_growsWithTheLogarithmOfTheHiddenMessages() throws InterruptedException {
        MessageQueue queue = sqs.create("q", Map.of());
        IntStream.range(0, 10_000).forEach(n -> queue.send(delayed("d" + n, 900)));
        for (int n = 0; n < 10_000; n++) {
            queue.send(NewMessage.of("f" + n));
            queue.receive(1, NOW);
        }
        assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 10_000, 10_000));
        long before = queue.visits();

        queue.send(NewMessage.of("a"));
        ReceivedMessage received = queue.receive(1, NOW).getFirst();
        queue.changeVisibility(received.receiptHandle(), Duration.ofMinutes(1));
        queue.delete(received.receiptHandle());

        // Some 20 operations on trees of 15 levels; a scan would visit 20,000 messages.
        assertThat(queue.visits() - before).isLessThan(600);
    }

    @Test
    void receive_thatWaits_endsWhenAMessageIsSent() throws Exception {
        MessageQueue queue = live.create("q", Map.of());

        assertThat(whileWaiting(queue, () -> queue.send(NewMessage.of("a")))).containsExactly("a");
    }

    @Test
    void receive_thatWaits_endsWhenADelayEnds() throws Exception {
        MessageQueue queue = live.create("q", Map.of());
        queue.send(delayed("later", 900));

        assertThat(whileWaiting(queue, () -> queue.send(delayed("a", 1)))).containsExactly("a");
    }

    @Test
    void receive_thatWaits_endsWhenAnotherReceiverReturnsAMessage() throws Exception {
        MessageQueue queue = live.create("q", Map.of());
        queue.send(NewMessage.of("a"));
        String handle = queue.receive(1, NOW).getFirst().receiptHandle();

        assertThat(whileWaiting(queue, () -> queue.changeVisibility(handle, Duration.ofSeconds(1))))
                .containsExactly("a");
    }

    @Test
    void receive_thatWaits_endsWhenTheGroupsMessageInFlightIsDeleted() throws Exception {
        MessageQueue queue = live.create("q.fifo", Map.of("FifoQueue", "true"));
        queue.send(List.of(inGroup("a", "a1"), inGroup("a", "a2")));
        String handle = queue.receive(1, NOW).getFirst().receiptHandle();

        assertThat(whileWaiting(queue, () -> queue.delete(handle))).containsExactly("a2");
    }

    @Test
    void receive_thatWaits_failsWhenTheQueueIsDeleted() {
        MessageQueue queue = live.create("q", Map.of());

        assertThatThrownBy(() -> whileWaiting(queue, () -> live.delete(queue)))
                .hasRootCauseInstanceOf(SqsError.class);
    }

    @Test
    void receive_withoutMessages_returnsAfterItsWait() throws InterruptedException {
        MessageQueue queue = live.create("q", Map.of());

        assertThat(queue.receive(1, Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void messages_sentAndReceivedByManyThreads_areReceivedOnce() throws Exception {
        MessageQueue queue = live.create("q", Map.of());
        int messages = 2_000;
        var received = new ArrayList<Future<List<String>>>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 4; thread++) {
                received.add(threads.submit(() -> receiveAndDelete(queue, messages / 4)));
            }
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * (messages / 4);
                threads.execute(
                        () ->
                                IntStream.range(first, first + messages / 4)
                                        .forEach(n -> queue.send(NewMessage.of("m" + n))));
            }
            var all = new ArrayList<String>();
            for (var one : received) {
                all.addAll(one.get(60, TimeUnit.SECONDS));
            }

            assertThat(all).doesNotHaveDuplicates().hasSize(messages);
        }
        assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    }

    private static List<String> receiveAndDelete(MessageQueue queue, int count)
            throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < count) {
            for (ReceivedMessage message :
                    queue.receive(Math.min(10, count - bodies.size()), LONG)) {
                bodies.add(message.body());
                queue.delete(message.receiptHandle());
            }
        }
        return bodies;
    }

    /** What a receive returns that began before this was done. */
    private static List<String> whileWaiting(MessageQueue queue, Runnable work) throws Exception {
        var result = new CompletableFuture<List<String>>();
        var started = new CountDownLatch(1);
        Thread receiver =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    started.countDown();
                                    try {
                                        result.complete(bodies(queue.receive(10, LONG)));
                                    } catch (InterruptedException | SqsError e) {
                                        result.completeExceptionally(e);
                                    }
                                });
        started.await();
        await().atMost(LONG).until(() -> receiver.getState() == Thread.State.TIMED_WAITING);
        long receives = queue.receives();
        work.run();
        List<String> bodies = result.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(queue.receives()).isEqualTo(receives);
        return bodies;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private MessageQueue fifo(Map<String, String> attributes) {
        var all = new java.util.HashMap<>(attributes);
        all.put("FifoQueue", "true");
        return sqs.create("q.fifo", all);
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

    /** A message whose deduplication id is its body. */
    private static NewMessage inGroup(String group, String body) {
        return new NewMessage(
                body,
                OptionalInt.empty(),
                Optional.of(group),
                Optional.of(body),
                Map.of(),
                Optional.empty());
    }

    private static List<String> bodies(List<ReceivedMessage> messages) {
        return messages.stream().map(ReceivedMessage::body).toList();
    }
}
