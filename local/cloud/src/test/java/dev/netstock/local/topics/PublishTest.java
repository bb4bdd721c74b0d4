package dev.netstock.local.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Validation of published messages.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishTest {
    private static final int MESSAGE_BYTES_MAX = 256 * 1024;

    private final Subscribers subscribers = new Subscribers();
    private final String topic = subscribers.topics().create("topic", "");

    @AfterAll
    void stop() {
        subscribers.close();
    }

    @Test
    void publish_toAnUnknownTopic_isNotFound() {
        assertThatThrownBy(
                        () ->
                                subscribers
                                        .sns()
                                        .publish(it -> it.topicArn(topic + "s").message("x")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Topic does not exist");
    }

    @Test
    void publish_ofAnEmptyOrTooLongMessage_isRejected() {
        assertThat(publish("x".repeat(MESSAGE_BYTES_MAX))).isNotEmpty();

        assertThatThrownBy(() -> publish(""))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Empty message");
        assertThatThrownBy(() -> publish("x".repeat(MESSAGE_BYTES_MAX) + "é"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
    }

    @Test
    void publish_whenTheSubjectIsTooLongOrHasALineBreak_isRejected() {
        for (String subject : List.of("x".repeat(101), "a\nb", " a", "é")) {
            assertThatThrownBy(
                            () ->
                                    subscribers
                                            .sns()
                                            .publish(
                                                    it ->
                                                            it.topicArn(topic)
                                                                    .subject(subject)
                                                                    .message("x")))
                    .isInstanceOf(InvalidParameterException.class);
        }
    }

    @Test
    void publish_whenAnAttributeHasAnInvalidValue_isRejected() {
        Map<String, String> values =
                Map.of("Number", "two", "String.Array", "tokyo", "Text", "a", "String", "");
        values.forEach(
                (type, value) ->
                        assertThatThrownBy(() -> publishWith(type, value))
                                .isInstanceOf(InvalidParameterValueException.class)
                                .hasMessageContaining("'a'"));
    }

    @Test
    void publish_whenTheTopicIsNamedAsTarget_isTheSame() {
        var answer = subscribers.sns().publish(it -> it.targetArn(topic).message("x"));

        assertThat(answer.messageId()).isNotEmpty();
    }

    @Test
    void publishBatch_beyondALimit_isRejectedCompletely() {
        assertThatThrownBy(() -> publishBatch()).isInstanceOf(EmptyBatchRequestException.class);
        assertThatThrownBy(
                        () ->
                                publishBatch(
                                        IntStream.range(0, 11)
                                                .mapToObj(n -> entry("e" + n, "x"))
                                                .toArray(PublishBatchRequestEntry[]::new)))
                .isInstanceOf(TooManyEntriesInBatchRequestException.class);
        assertThatThrownBy(() -> publishBatch(entry("a", "x"), entry("a", "y")))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
        assertThatThrownBy(() -> publishBatch(entry("a b", "x")))
                .isInstanceOf(InvalidBatchEntryIdException.class);
        String half = "x".repeat(MESSAGE_BYTES_MAX / 2);
        assertThatThrownBy(() -> publishBatch(entry("a", half), entry("b", half + "x")))
                .isInstanceOf(BatchRequestTooLongException.class);
        assertThatThrownBy(() -> publishBatch(entry("a", half + half + "x"), entry("b", "x")))
                .isInstanceOf(BatchRequestTooLongException.class);
        assertThat(publishBatch(entry("a", half), entry("b", half)).successful()).hasSize(2);
    }

    @Test
    void publishBatch_withAnInvalidEntry_publishesTheOthers() {
        PublishBatchResponse answer =
                publishBatch(entry("good", "x"), entry("bad", ""), entry("fine", "y"));

        assertThat(answer.successful()).extracting(it -> it.id()).containsExactly("good", "fine");
        assertThat(answer.successful()).allMatch(it -> !it.messageId().isEmpty());
        assertThat(answer.failed())
                .singleElement()
                .satisfies(
                        failed -> {
                            assertThat(failed.id()).isEqualTo("bad");
                            assertThat(failed.code()).isEqualTo("InvalidParameter");
                            assertThat(failed.senderFault()).isTrue();
                        });
    }

    @Test
    void publishBatch_toAnUnknownTopic_isNotFound() {
        assertThatThrownBy(
                        () ->
                                subscribers
                                        .sns()
                                        .publishBatch(
                                                it ->
                                                        it.topicArn(topic + "s")
                                                                .publishBatchRequestEntries(
                                                                        entry("a", "x"))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void call_ofAnUnsupportedAction_isRejectedByName() {
        assertThatThrownBy(() -> subscribers.sns().createTopic(it -> it.name("new")))
                .isInstanceOfSatisfying(
                        SnsException.class,
                        refused ->
                                assertThat(refused.awsErrorDetails().errorCode())
                                        .isEqualTo("NotImplemented"));
    }

    private String publish(String message) {
        return subscribers.sns().publish(it -> it.topicArn(topic).message(message)).messageId();
    }

    private void publishWith(String type, String value) {
        var attribute = MessageAttributeValue.builder().dataType(type).stringValue(value).build();
        subscribers
                .sns()
                .publish(
                        it ->
                                it.topicArn(topic)
                                        .message("x")
                                        .messageAttributes(Map.of("a", attribute)));
    }

    private PublishBatchResponse publishBatch(PublishBatchRequestEntry... entries) {
        return subscribers
                .sns()
                .publishBatch(it -> it.topicArn(topic).publishBatchRequestEntries(entries));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }
}
