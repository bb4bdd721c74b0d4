package dev.netstock.local.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.template.ProvisionedResource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Deliveries from a publishing AWS client to subscribers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FanOutTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Subscribers subscribers = new Subscribers();

    @AfterAll
    void stop() {
        subscribers.close();
    }

    /**
     * Raw delivery with attributes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html">Raw
     *     message delivery</a>
     */
    @Test
    void publish_withRawDelivery_deliversBodyAndAttributes() {
        String topic = topic("raw");
        ProvisionedResource queue = subscribed(topic, "Raw", Map.of("RawMessageDelivery", "true"));

        subscribers
                .sns()
                .publish(
                        it ->
                                it.topicArn(topic)
                                        .message("{\"é\": \"a&b=c+d\"}")
                                        .messageAttributes(
                                                Map.of(
                                                        "type",
                                                        text("String", "sold"),
                                                        "location",
                                                        text("String.Array", "[\"tokyo\"]"),
                                                        "units",
                                                        text("Number", "2"),
                                                        "seal",
                                                        MessageAttributeValue.builder()
                                                                .dataType("Binary")
                                                                .binaryValue(
                                                                        SdkBytes.fromUtf8String(
                                                                                "seal"))
                                                                .build())));

        Message message = received(queue, 1).getFirst();
        assertThat(message.body()).isEqualTo("{\"é\": \"a&b=c+d\"}");
        assertThat(message.messageAttributes())
                .containsEntry("type", queueText("String", "sold"))
                .containsEntry("location", queueText("String.Array", "[\"tokyo\"]"))
                .containsEntry("units", queueText("Number", "2"))
                .hasEntrySatisfying(
                        "seal",
                        seal -> assertThat(seal.binaryValue().asUtf8String()).isEqualTo("seal"));
    }

    /**
     * Delivery in an envelope.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout to
     *     queues</a>
     */
    @Test
    void publish_withoutRawDelivery_deliversAnEnvelope() throws JsonProcessingException {
        String topic = topic("enveloped");
        ProvisionedResource queue = subscribed(topic, "Enveloped", Map.of());

        var answer =
                subscribers
                        .sns()
                        .publish(
                                it ->
                                        it.topicArn(topic)
                                                .subject("News")
                                                .message("hello")
                                                .messageAttributes(
                                                        Map.of("type", text("String", "sold"))));

        Message message = received(queue, 1).getFirst();
        var envelope = new ObjectMapper().readTree(message.body());
        assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(answer.messageId());
        assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(envelope.path("Subject").asText()).isEqualTo("News");
        assertThat(envelope.path("Message").asText()).isEqualTo("hello");
        assertThat(envelope.path("Timestamp").asText()).matches("[-\\d]+T[:\\d]+\\.\\d{3}Z");
        assertThat(envelope.at("/MessageAttributes/type/Value").asText()).isEqualTo("sold");
        assertThat(message.messageAttributes()).isEmpty();
    }

    /**
     * Filters.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html">Message
     *     filtering</a>
     */
    @Test
    void publish_whenSubscriptionsHaveFilters_reachesMatchingOnes() {
        String topic = topic("filtered");
        ProvisionedResource byType =
                filtering(topic, "ByType", "MessageAttributes", "{'type': ['sold']}");
        ProvisionedResource byPlace =
                filtering(topic, "ByPlace", "MessageAttributes", "{'location': ['osaka']}");
        ProvisionedResource byBody = filtering(topic, "ByBody", "MessageBody", "{'units': [3]}");

        publish(topic, "{\"units\": 1}", "sold", "[\"tokyo\"]");
        publish(topic, "{\"units\": 2}", "bought", "[\"tokyo\", \"osaka\"]");
        publish(topic, "{\"units\": 3}", "bought", "[\"nagoya\"]");

        assertThat(bodies(received(byType, 1))).containsExactly("{\"units\": 1}");
        assertThat(bodies(received(byPlace, 1))).containsExactly("{\"units\": 2}");
        assertThat(bodies(received(byBody, 1))).containsExactly("{\"units\": 3}");
    }

    /**
     * Firehose.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/firehose-archived-message-format-S3.html">Notifications
     *     in S3</a>
     */
    @Test
    void publish_whenAStreamIsSubscribed_writesTheBodyOrTheEnvelope() {
        String topic = topic("archived");
        String raw =
                subscribers
                        .sns()
                        .subscribe(
                                it ->
                                        it.topicArn(topic)
                                                .protocol("firehose")
                                                .endpoint(Subscribers.STREAM)
                                                .attributes(
                                                        Map.of(
                                                                "RawMessageDelivery",
                                                                "true",
                                                                "SubscriptionRoleArn",
                                                                "arn:aws:iam::0:role/r")))
                        .subscriptionArn();

        publish(topic, "{\"n\": 1}", "sold", "[\"tokyo\"]");
        await().atMost(LIMIT).until(() -> subscribers.records().size() == 1);
        subscribers
                .sns()
                .setSubscriptionAttributes(
                        it ->
                                it.subscriptionArn(raw)
                                        .attributeName("RawMessageDelivery")
                                        .attributeValue("false"));
        publish(topic, "{\"n\": 2}", "sold", "[\"tokyo\"]");
        await().atMost(LIMIT).until(() -> subscribers.records().size() == 2);

        assertThat(subscribers.records().getFirst()).isEqualTo("{\"n\": 1}");
        assertThat(subscribers.records().getLast())
                .startsWith("{\"Type\":\"Notification\"")
                .doesNotContain("Signature")
                .endsWith("}\n");
    }

    @Test
    void publishBatch_whenManyArePublished_deliversEachOnce() {
        String topic = topic("many");
        ProvisionedResource queue = subscribed(topic, "Many", Map.of("RawMessageDelivery", "true"));
        int batches = 100;

        for (int batch = 0; batch < batches; batch++) {
            int first = batch * 10;
            subscribers
                    .sns()
                    .publishBatch(
                            it ->
                                    it.topicArn(topic)
                                            .publishBatchRequestEntries(
                                                    IntStream.range(first, first + 10)
                                                            .mapToObj(FanOutTest::entry)
                                                            .toList()));
        }

        assertThat(bodies(received(queue, batches * 10)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, batches * 10).mapToObj(n -> "message " + n).toList());
    }

    /**
     * Dead-letter queue for a missing queue.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html">Dead-letter
     *     queues</a>
     */
    @Test
    void publish_whenTheQueueDoesNotExist_sendsTheMessageToTheDeadLetterQueue() {
        String topic = topic("gone");
        ProvisionedResource dead = subscribers.createQueue("Dead");
        ProvisionedResource queue = subscribed(topic, "Gone", redriven(dead));
        subscribers.sqs().deleteQueue(it -> it.queueUrl(queue.ref()));

        publish(topic, "hello", "sold", "[\"tokyo\"]");

        assertThat(bodies(received(dead, 1))).containsExactly("hello");
    }

    /**
     * Dead-letter queue for a message that a queue does not accept raw.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message
     *     attributes: at most 10 raw</a>
     */
    @Test
    void publish_whenARawMessageHasMoreThanTenAttributes_isNotDelivered() {
        String topic = topic("eleven");
        ProvisionedResource dead = subscribers.createQueue("DeadEleven");
        ProvisionedResource queue = subscribed(topic, "Eleven", redriven(dead));
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        IntStream.range(0, 11).forEach(n -> attributes.put("a" + n, text("String", "x")));

        subscribers
                .sns()
                .publish(it -> it.topicArn(topic).message("eleven").messageAttributes(attributes));
        publish(topic, "two", "sold", "[\"tokyo\"]");

        assertThat(bodies(received(queue, 1))).containsExactly("two");
        assertThat(bodies(received(dead, 1))).containsExactly("eleven");
    }

    private String topic(String name) {
        return subscribers.topics().create(name, "");
    }

    private ProvisionedResource subscribed(
            String topic, String queueName, Map<String, String> settings) {
        ProvisionedResource queue = subscribers.createQueue(queueName);
        subscribers
                .sns()
                .subscribe(
                        it ->
                                it.topicArn(topic)
                                        .protocol("sqs")
                                        .endpoint(Subscribers.arn(queue))
                                        .attributes(settings));
        return queue;
    }

    private ProvisionedResource filtering(
            String topic, String queueName, String scope, String policy) {
        return subscribed(
                topic,
                queueName,
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "FilterPolicyScope",
                        scope,
                        "FilterPolicy",
                        policy.replace('\'', '"')));
    }

    private static Map<String, String> redriven(ProvisionedResource dead) {
        return Map.of(
                "RawMessageDelivery",
                "true",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\": \"%s\"}".formatted(Subscribers.arn(dead)));
    }

    private void publish(String topic, String body, String type, String locations) {
        subscribers
                .sns()
                .publish(
                        it ->
                                it.topicArn(topic)
                                        .message(body)
                                        .messageAttributes(
                                                Map.of(
                                                        "type",
                                                        text("String", type),
                                                        "location",
                                                        text("String.Array", locations))));
    }

    private List<Message> received(ProvisionedResource queue, int count) {
        List<Message> messages = new ArrayList<>();
        await().atMost(LIMIT)
                .until(
                        () ->
                                messages.addAll(subscribers.receive(queue))
                                        && messages.size() >= count);
        assertThat(messages).hasSize(count);
        return messages;
    }

    private static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Message::body).toList();
    }

    private static PublishBatchRequestEntry entry(int n) {
        return PublishBatchRequestEntry.builder()
                .id(Integer.toString(n))
                .message("message " + n)
                .build();
    }

    private static software.amazon.awssdk.services.sqs.model.MessageAttributeValue queueText(
            String type, String value) {
        return software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                .dataType(type)
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
