package dev.netstock.local.topics;

import static java.util.stream.Collectors.toMap;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A standard queue.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout to
 *     queues</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html#why-do-message-deliveries-fail">Client-side
 *     and server-side errors</a>
 */
record QueueTarget(SqsClient client, String queueUrl) implements Target {
    /** The limit of SQS; a raw message with more attributes is a client-side error. */
    private static final int ATTRIBUTES_MAX = 10;

    private static final int BATCH_MAX = 10;
    private static final int BATCH_BYTES_MAX = 256 * 1024;
    private static final int CLIENT_ERROR_MIN = 400;
    private static final int CLIENT_ERROR_MAX = 499;

    @Override
    public List<Outcome> deliver(List<Delivery> deliveries) {
        var outcomes = new Outcome[deliveries.size()];
        Arrays.fill(outcomes, Outcome.REFUSED);
        List<Integer> batch = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery next = deliveries.get(i);
            if (next.attributes().size() > ATTRIBUTES_MAX) {
                continue;
            }
            if (batch.size() == BATCH_MAX || bytes + next.sizeBytes() > BATCH_BYTES_MAX) {
                send(deliveries, batch, outcomes);
                batch.clear();
                bytes = 0;
            }
            batch.add(i);
            bytes += next.sizeBytes();
        }
        send(deliveries, batch, outcomes);
        return List.of(outcomes);
    }

    /** Sends these messages of the batch, by index, and records each outcome. */
    private void send(List<Delivery> all, List<Integer> batch, Outcome[] outcomes) {
        if (batch.isEmpty()) {
            return;
        }
        var entries = batch.stream().map(i -> entry(i, all.get(i))).toList();
        try {
            var answer = client.sendMessageBatch(it -> it.queueUrl(queueUrl).entries(entries));
            answer.successful()
                    .forEach(it -> outcomes[Integer.parseInt(it.id())] = Outcome.DELIVERED);
            answer.failed().forEach(it -> outcomes[Integer.parseInt(it.id())] = outcome(it));
        } catch (SqsException e) {
            batch.forEach(i -> outcomes[i] = outcome(e));
        } catch (SdkClientException | UncheckedIOException _) {
            // The result is unknown; at worst the messages are delivered twice.
            batch.forEach(i -> outcomes[i] = Outcome.UNAVAILABLE);
        }
    }

    private static Outcome outcome(BatchResultErrorEntry failed) {
        return failed.senderFault() ? Outcome.REFUSED : Outcome.UNAVAILABLE;
    }

    private static Outcome outcome(SqsException failure) {
        boolean clientError =
                failure.statusCode() >= CLIENT_ERROR_MIN
                        && failure.statusCode() <= CLIENT_ERROR_MAX
                        && !failure.isThrottlingException();
        return clientError ? Outcome.REFUSED : Outcome.UNAVAILABLE;
    }

    private static SendMessageBatchRequestEntry entry(int place, Delivery delivery) {
        Map<String, MessageAttributeValue> attributes =
                delivery.attributes().entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, it -> value(it.getValue())));
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(place))
                .messageBody(delivery.body())
                .messageAttributes(attributes)
                .build();
    }

    private static MessageAttributeValue value(MessageAttribute attribute) {
        var value = MessageAttributeValue.builder().dataType(attribute.type());
        return attribute.type().startsWith(MessageAttribute.BINARY)
                ? value.binaryValue(
                                SdkBytes.fromByteArray(
                                        Base64.getDecoder().decode(attribute.value())))
                        .build()
                : value.stringValue(attribute.value()).build();
    }
}
