package dev.netstock.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;

/**
 * A message in the form that is delivered.
 *
 * @param body the message's own body, or an envelope around it
 * @param attributes attributes to deliver with the body; an envelope contains them
 */
record Delivery(String id, String body, Map<String, MessageAttribute> attributes) {
    /**
     * The message as it was published.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html">Raw
     *     message delivery</a>
     */
    static Delivery raw(Message message) {
        return new Delivery(message.id(), message.body(), message.attributes());
    }

    /**
     * The message in the envelope of SNS.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Envelope
     *     to a queue</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/firehose-archived-message-format-S3.html">Envelope
     *     to Firehose, which is not signed, and ends with a line break</a>
     */
    static Delivery enveloped(Message message, Subscription subscription) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("Type", "Notification")
                .put("MessageId", message.id())
                .put("TopicArn", subscription.topicArn());
        message.subject().ifPresent(subject -> envelope.put("Subject", subject));
        envelope.put("Message", message.body())
                .put("Timestamp", message.publishedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        if (subscription.protocol() == Protocol.SQS) {
            envelope.put("SignatureVersion", "1")
                    .put("Signature", unsigned())
                    .put("SigningCertURL", "http://127.0.0.1/unsigned.pem");
        }
        envelope.put(
                "UnsubscribeURL",
                "http://127.0.0.1/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn());
        addAttributes(envelope, message.attributes());
        String end = subscription.protocol() == Protocol.FIREHOSE ? "\n" : "";
        return new Delivery(message.id(), envelope + end, Map.of());
    }

    /** This delivery without attributes. */
    Delivery bare() {
        return new Delivery(id, body, Map.of());
    }

    int sizeBytes() {
        return body.getBytes(UTF_8).length
                + attributes.values().stream().mapToInt(MessageAttribute::sizeBytes).sum();
    }

    private static void addAttributes(
            ObjectNode envelope, Map<String, MessageAttribute> attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        ObjectNode members = envelope.putObject("MessageAttributes");
        attributes.forEach(
                (name, attribute) ->
                        members.putObject(name)
                                .put("Type", attribute.type())
                                .put("Value", attribute.value()));
    }

    /** The local SNS does not sign messages; the member exists for consumers that expect it. */
    private static String unsigned() {
        return Base64.getEncoder().encodeToString("unsigned".getBytes(UTF_8));
    }
}
