package dev.netstock.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class QueueFunctionTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void answer_successfulBatch_reportsNoFailure() {
        assertThat(failed(this::note, message("1", "a"), message("2", "b"))).isEmpty();
        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void answer_unreadableBody_reportsItAndHandlesTheOthers() {
        assertThat(failed(this::note, message("1", "a"), message("2", ""), message("3", "c")))
                .containsExactly("2");
        assertThat(done).containsExactly("a", "c");
    }

    @Test
    void answer_failedMessages_reportsOnlyThose() {
        QueueWork<String> work = (messages, _) -> new BatchResult(Set.of("2"), Map.of());
        assertThat(failed(work, message("1", "a"), message("2", "b"))).containsExactly("2");
    }

    @Test
    void answer_retryLater_reportsAllMessages() {
        QueueWork<String> work =
                (_, _) -> {
                    throw new RetryLaterException("no answer", Duration.ZERO);
                };
        assertThat(failed(work, message("1", "a"), message("2", "b"))).containsExactly("1", "2");
    }

    @Test
    void answer_messageThatFailsTheBatch_handlesTheOthersWithoutIt() {
        QueueWork<String> work = this::noteOthers;
        assertThat(failed(work, message("1", "a"), message("2", "poison"), message("3", "c")))
                .containsExactly("2");
        assertThat(done).containsExactly("a", "c");
    }

    @Test
    void answer_failedMessageInAGroup_reportsItsFollowersToo() {
        QueueWork<String> work = this::noteOthers;
        assertThat(
                        failed(
                                work,
                                inGroup("1", "g", "poison"),
                                inGroup("2", "h", "b"),
                                inGroup("3", "g", "c"),
                                inGroup("4", "h", "d")))
                .containsExactly("1", "3");
        assertThat(done).containsExactly("b", "d");
    }

    @Test
    void answer_oftenFailedMessageInAGroup_doesNotBlockItsFollowers() {
        SQSMessage poison = inGroup("1", "g", "poison");
        poison.setAttributes(Map.of("MessageGroupId", "g", "ApproximateReceiveCount", "4"));
        assertThat(failed(this::noteOthers, poison, inGroup("2", "g", "b"))).containsExactly("1");
        assertThat(done).containsExactly("b");
    }

    @Test
    void answer_unreadableMessageInAGroup_doesNotBlockItsFollowers() {
        assertThat(failed(this::note, inGroup("1", "g", ""), inGroup("2", "g", "b")))
                .containsExactly("1");
        assertThat(done).containsExactly("b");
    }

    @Test
    void answer_messageThatFailsDecoding_reportsItAndHandlesTheOthers() {
        assertThat(failed(this::note, message("1", "a"), message("2", "broken")))
                .containsExactly("2");
        assertThat(done).containsExactly("a");
    }

    private BatchResult noteOthers(List<Message<String>> messages, Call call) {
        if (messages.stream().anyMatch(message -> message.body().equals("poison"))) {
            throw new IllegalStateException("poison");
        }
        return note(messages, call);
    }

    private BatchResult note(List<Message<String>> messages, Call call) {
        messages.forEach(message -> done.add(message.body()));
        return BatchResult.all(Map.of());
    }

    private static List<String> failed(QueueWork<String> work, SQSMessage... messages) {
        var event = new SQSEvent();
        event.setRecords(List.of(messages));
        var function =
                new QueueFunction<>(
                        "test",
                        QueueFunctionTest::decode,
                        work,
                        new Telemetry("test", new FailureTally()));
        return function.answer(event, TestContext.create()).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static Optional<String> decode(String body) {
        if (body.equals("broken")) {
            throw new IllegalStateException("broken");
        }
        return body.isEmpty() ? Optional.empty() : Optional.of(body);
    }

    private static SQSMessage message(String id, String body) {
        var message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        return message;
    }

    private static SQSMessage inGroup(String id, String group, String body) {
        var message = message(id, body);
        message.setAttributes(Map.of("MessageGroupId", group));
        return message;
    }
}
