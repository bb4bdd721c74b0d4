package dev.netstock.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;

/** The HTTP API, through the AWS SDK, which verifies digests. */
class SqsLocalTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SqsLocal sqs = SqsLocal.start("ap-northeast-1", "000000000000");
    private final SqsClient client = SqsClients.of(sqs.endpoint());

    @AfterEach
    void stop() {
        client.close();
        sqs.close();
    }

    @Test
    void receive_ofRequestedAttributes_returnsThoseWithTheirDigest() {
        String url = url(sqs.create("q", Map.of("VisibilityTimeout", "0")));
        client.sendMessage(
                it ->
                        it.queueUrl(url)
                                .messageBody("a")
                                .messageAttributes(
                                        Map.of(
                                                "Help.Me", text("x"),
                                                "Hello", text("y"),
                                                "raw",
                                                        MessageAttributeValue.builder()
                                                                .dataType("Binary")
                                                                .binaryValue(
                                                                        SdkBytes.fromUtf8String(
                                                                                "z"))
                                                                .build())));

        assertThat(receive(url, "All").messageAttributes().keySet())
                .containsExactlyInAnyOrder("Help.Me", "Hello", "raw");
        assertThat(receive(url, "Hel.*").messageAttributes().keySet())
                .containsExactlyInAnyOrder("Help.Me", "Hello");
        assertThat(receive(url, "raw").messageAttributes().values())
                .extracting(it -> it.binaryValue().asUtf8String())
                .containsExactly("z");
        assertThat(receive(url, "none").messageAttributes()).isEmpty();
        assertThat(receive(url, "All").attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "5");
    }

    @Test
    void receive_withAWait_usesTheQueuesDefault() {
        String url = url(sqs.create("q", Map.of("ReceiveMessageWaitTimeSeconds", "20")));
        var sent = new Thread(() -> client.sendMessage(it -> it.queueUrl(url).messageBody("a")));
        sent.start();

        assertThat(client.receiveMessage(it -> it.queueUrl(url)).messages()).hasSize(1);
    }

    @Test
    void tags_canBeSetReadAndRemoved() {
        String url = client.createQueue(it -> it.queueName("q").tags(Map.of("a", "1"))).queueUrl();

        client.tagQueue(it -> it.queueUrl(url).tags(Map.of("b", "2")));
        client.untagQueue(it -> it.queueUrl(url).tagKeys("a"));

        assertThat(client.listQueueTags(it -> it.queueUrl(url)).tags()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void attributes_thatAreSet_applyToMessagesInTheQueue() {
        String url = url(sqs.create("q", Map.of()));
        client.sendMessage(it -> it.queueUrl(url).messageBody("a"));

        client.setQueueAttributes(
                it ->
                        it.queueUrl(url)
                                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0")));

        assertThat(client.receiveMessage(it -> it.queueUrl(url)).messages()).hasSize(1);
        assertThat(client.receiveMessage(it -> it.queueUrl(url)).messages()).hasSize(1);
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html
    @Test
    void deletedQueue_isGone_andItsNameStaysTakenForAMinute() {
        String url = url(sqs.create("q", Map.of()));

        client.deleteQueue(it -> it.queueUrl(url));

        assertThat(client.listQueues().queueUrls()).isEmpty();
        assertThatThrownBy(() -> client.createQueue(it -> it.queueName("q")))
                .isInstanceOf(QueueDeletedRecentlyException.class);
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
    @Test
    void moveTask_withoutADestination_returnsMessagesToTheirSource() {
        MessageQueue dead = sqs.create("dead", Map.of());
        String url =
                url(
                        sqs.create(
                                "q",
                                Map.of(
                                        "VisibilityTimeout",
                                        "0",
                                        "RedrivePolicy",
                                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                                                .formatted(dead.arn()))));
        client.sendMessage(it -> it.queueUrl(url).messageBody("a"));
        String id = receive(url, "All").messageId();
        assertThat(client.receiveMessage(it -> it.queueUrl(url)).messages()).isEmpty();
        assertThat(dead.counts().visible()).isEqualTo(1);

        client.startMessageMoveTask(it -> it.sourceArn(dead.arn()));

        await().atMost(LIMIT).until(() -> status(dead).equals("COMPLETED"));
        Message moved = receive(url, "All");
        assertThat(moved.messageId()).isNotEqualTo(id);
        assertThat(moved.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    }

    @Test
    void moveTask_withARate_canBeCancelled() {
        MessageQueue dead = sqs.create("dead", Map.of());
        MessageQueue other = sqs.create("other", Map.of());
        sqs.create(
                "q",
                Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                                .formatted(dead.arn())));
        dead.send(Collections.nCopies(10, NewMessage.of("a")));

        String handle =
                client.startMessageMoveTask(
                                it ->
                                        it.sourceArn(dead.arn())
                                                .destinationArn(other.arn())
                                                .maxNumberOfMessagesPerSecond(1))
                        .taskHandle();
        await().atMost(LIMIT).until(() -> other.counts().visible() >= 1);
        client.cancelMessageMoveTask(it -> it.taskHandle(handle));

        assertThat(status(dead)).isEqualTo("CANCELLED");
        assertThat(dead.counts().visible() + other.counts().visible()).isEqualTo(10);
        assertThat(dead.counts().visible()).isPositive();
    }

    @Test
    void moveTask_ofAMessageWithoutASource_fails() {
        MessageQueue dead = sqs.create("dead", Map.of());
        sqs.create(
                "q",
                Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                                .formatted(dead.arn())));
        dead.send(NewMessage.of("a"));

        client.startMessageMoveTask(it -> it.sourceArn(dead.arn()));

        await().atMost(LIMIT).until(() -> status(dead).equals("FAILED"));
        assertThat(dead.counts().visible()).isEqualTo(1);
    }

    private String status(MessageQueue source) {
        return client.listMessageMoveTasks(it -> it.sourceArn(source.arn())).results().stream()
                .findFirst()
                .map(ListMessageMoveTasksResultEntry::status)
                .orElse("");
    }

    private Message receive(String url, String attributes) {
        return client.receiveMessage(
                        it ->
                                it.queueUrl(url)
                                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                        .messageAttributeNames(attributes))
                .messages()
                .getFirst();
    }

    private String url(MessageQueue queue) {
        return sqs.url(queue);
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }
}
