package dev.netstock.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.testing.LocalQueues;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

class QueueSenderTest {
    @Test
    void send_manyMessages_sendsAll() {
        String queue = LocalQueues.create();
        List<QueuedMessage> messages =
                IntStream.range(0, 25).mapToObj(n -> QueuedMessage.of("m" + n, "b" + n)).toList();
        assertThat(send(queue, messages)).isEmpty();
        assertThat(LocalQueues.drain(queue))
                .extracting(Message::body)
                .containsExactlyInAnyOrderElementsOf(
                        messages.stream().map(QueuedMessage::body).toList());
    }

    @Test
    void send_delayedMessage_cannotBeReceivedYet() {
        String queue = LocalQueues.create();
        send(
                queue,
                List.of(
                        QueuedMessage.delayed("late", "late", Duration.ofMinutes(15)),
                        QueuedMessage.delayed("now", "now", Duration.ZERO)));
        assertThat(LocalQueues.drain(queue)).extracting(Message::body).containsExactly("now");
    }

    @Test
    void after_anyTime_isRoundedUpToWhatTheQueueCanDelay() {
        assertThat(delayAfter(Duration.ofMillis(-7))).hasValue(Duration.ZERO);
        assertThat(delayAfter(Duration.ofNanos(1))).hasValue(Duration.ofSeconds(1));
        assertThat(delayAfter(Duration.ofSeconds(60))).hasValue(Duration.ofSeconds(60));
        assertThat(delayAfter(Duration.ofDays(1))).hasValue(QueuedMessage.DELAY_MAX);
    }

    private static Optional<Duration> delayAfter(Duration time) {
        return QueuedMessage.after("m", "b", time).delay();
    }

    @Test
    void send_fifoQueue_setsTheGroupAndDropsDuplicates() {
        String queue = LocalQueues.createFifo();
        String longId = "i".repeat(200);
        for (int times = 0; times < 2; times++) {
            send(queue, List.of(QueuedMessage.inGroup("A#east", "id", "body")));
            send(queue, List.of(QueuedMessage.inGroup("A#east", longId, "other")));
        }
        List<Message> received = LocalQueues.drain(queue);
        assertThat(received).extracting(Message::body).containsExactly("body", "other");
        assertThat(received.getFirst().attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "A#east")
                .containsEntry(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, "id");
        assertThat(
                        received.getLast()
                                .attributes()
                                .get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .hasSize(64);
    }

    @Test
    void send_tooLargeMessage_returnsItsIdAndSendsTheOthers() {
        String queue = LocalQueues.create();
        String large = "x".repeat(256 * 1024 + 1);
        assertThat(
                        send(
                                queue,
                                List.of(
                                        QueuedMessage.of("large", large),
                                        QueuedMessage.of("small", "small"))))
                .containsExactly("large");
        assertThat(LocalQueues.drain(queue)).extracting(Message::body).containsExactly("small");
    }

    @Test
    void send_missingQueue_throws() {
        assertThatThrownBy(
                        () ->
                                send(
                                        LocalQueues.create() + "-not",
                                        List.of(QueuedMessage.of("m", "b"))))
                .isInstanceOf(SdkException.class);
    }

    @Test
    void delayed_withTooLongADelay_throws() {
        assertThatThrownBy(() -> QueuedMessage.delayed("m", "b", Duration.ofSeconds(901)))
                .hasMessage("The delay of a message must be from 0 to 15 minutes");
    }

    private static Set<String> send(String queue, List<QueuedMessage> messages) {
        return MessagingClients.sender(LocalQueues.client(), queue, (_, _) -> {})
                .send(messages, new Call("test", "trace", Deadline.after(Duration.ofSeconds(5))));
    }
}
