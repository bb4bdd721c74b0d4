package dev.netstock.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Uses a local queue with a visibility timeout of 15 minutes. The tests mostly wait. */
@Execution(ExecutionMode.CONCURRENT)
class MessageVisibilityTest {
    private static final int HIDDEN_S = 900;
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration HEARTBEAT = Duration.ofMillis(400);

    /** Long for a busy machine, and far below the visibility timeout of the queue. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final Context LONG = TestContext.withTimeLeft(HIDDEN_S * 1_000);
    private static final Context SHORT = TestContext.withTimeLeft(20_000);

    private final SqsClient client = LocalQueues.client();
    private final String queue = LocalQueues.create();
    private final MessageVisibility visibility = new MessageVisibility(client, LEASE, HEARTBEAT);

    @Test
    void failedMessage_returnsSoon_andLaterAfterMoreFailures() {
        send("a");
        QueueWork<String> failing =
                (_, _) -> {
                    throw new RetryLaterException("no answer", Duration.ZERO);
                };

        assertThat(answer(receive(), failing, SHORT).getBatchItemFailures()).hasSize(1);
        List<SQSMessage> second = awaitReturn();
        assertThat(MessageVisibility.receives(second.getFirst())).isEqualTo(2);
        long failedAt = System.nanoTime();
        answer(second, failing, SHORT);
        awaitReturn();

        assertThat(since(failedAt)).isGreaterThan(Duration.ofMillis(2_900));
    }

    @Test
    void unreadableMessage_returnsAtOnce() {
        send("");

        answer(receive(), MessageVisibilityTest::done, SHORT);

        awaitReturn();
    }

    @Test
    void messages_afterAnError_return() {
        send("a");
        List<SQSMessage> received = receive();
        QueueWork<String> broken =
                (_, _) -> {
                    throw new NoClassDefFoundError("broken");
                };

        assertThatThrownBy(() -> answer(received, broken, SHORT))
                .isInstanceOf(NoClassDefFoundError.class);

        awaitReturn();
    }

    @Test
    void messages_ofALongInvocation_stayHiddenWhileItRuns_andReturnSoonAfterAKill() {
        IntStream.range(0, 12).forEach(i -> send("m" + i));
        List<SQSMessage> received = receive();
        List<SQSMessage> seenMeanwhile = new ArrayList<>();

        // It ends without a report or a deletion, like a killed invocation.
        answer(
                received,
                (_, _) -> {
                    long startedAt = System.nanoTime();
                    while (since(startedAt).compareTo(LEASE.plusSeconds(1)) < 0) {
                        seenMeanwhile.addAll(receiveSome());
                    }
                    return BatchResult.all(Map.of());
                },
                LONG);

        assertThat(seenMeanwhile).isEmpty();
        assertThat(awaitReturn()).hasSize(12);
    }

    @Test
    void messages_ofAShortInvocation_needNoRequest() {
        send("a");

        answer(receive(), MessageVisibilityTest::done, SHORT);

        assertThat(receiveFor(LEASE.plusSeconds(1))).isEmpty();
    }

    @Test
    void answer_whenTheQueueIsUnreachable_isUnaffected() {
        send("a");
        List<SQSMessage> received = receive();
        received.forEach(
                it -> it.setEventSourceArn("arn:aws:sqs:ap-northeast-1:000000000000:gone"));

        assertThat(answer(received, MessageVisibilityTest::done, LONG).getBatchItemFailures())
                .isEmpty();
    }

    private static BatchResult done(
            List<dev.netstock.platform.queue.Message<String>> messages, Object call) {
        return BatchResult.all(Map.of("Done", (long) messages.size()));
    }

    private SQSBatchResponse answer(
            List<SQSMessage> messages, QueueWork<String> work, Context context) {
        var event = new SQSEvent();
        event.setRecords(messages);
        return new QueueFunction<>(
                        "test",
                        body -> Optional.of(body).filter(text -> !text.isEmpty()),
                        work,
                        new Telemetry("test", new FailureTally()),
                        visibility)
                .answer(event, context);
    }

    private void send(String body) {
        // SQS rejects an empty message, so a space replaces it.
        client.sendMessage(it -> it.queueUrl(queue).messageBody(body.isEmpty() ? " " : body));
    }

    private List<SQSMessage> receive() {
        List<SQSMessage> all = receiveFor(Duration.ofSeconds(1));
        assertThat(all).isNotEmpty();
        return all;
    }

    private List<SQSMessage> awaitReturn() {
        List<SQSMessage> all = new ArrayList<>();
        long startedAt = System.nanoTime();
        while (all.isEmpty() && since(startedAt).compareTo(SOON) < 0) {
            all.addAll(receiveSome());
        }
        assertThat(all).as("messages that return within %s", SOON).isNotEmpty();
        all.addAll(receiveFor(Duration.ofMillis(700)));
        return all;
    }

    private List<SQSMessage> receiveFor(Duration time) {
        List<SQSMessage> all = new ArrayList<>();
        long startedAt = System.nanoTime();
        while (since(startedAt).compareTo(time) < 0) {
            all.addAll(receiveSome());
        }
        return all;
    }

    private List<SQSMessage> receiveSome() {
        return client
                .receiveMessage(
                        it ->
                                it.queueUrl(queue)
                                        .maxNumberOfMessages(10)
                                        .waitTimeSeconds(1)
                                        .visibilityTimeout(HIDDEN_S)
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL))
                .messages()
                .stream()
                .map(this::asLambdaSendsIt)
                .toList();
    }

    private SQSMessage asLambdaSendsIt(Message message) {
        var sent = new SQSMessage();
        sent.setMessageId(message.messageId());
        sent.setReceiptHandle(message.receiptHandle());
        sent.setBody(message.body().strip());
        sent.setAttributes(message.attributesAsStrings());
        sent.setEventSourceArn(
                "arn:aws:sqs:ap-northeast-1:000000000000:"
                        + queue.substring(queue.lastIndexOf('/') + 1));
        return sent;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
