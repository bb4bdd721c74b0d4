package dev.netstock.local.topics;

import static java.util.stream.Collectors.toMap;

import dev.netstock.local.sqs.MessageAttribute;
import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.sqs.NewMessage;
import dev.netstock.local.sqs.SqsError;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A standard queue. It rejects a raw message with more than ten attributes, and every message once
 * it is deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout to
 *     queues</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html#why-do-message-deliveries-fail">Client-side
 *     and server-side errors</a>
 */
record QueueTarget(MessageQueue queue) implements Target {
    @Override
    public List<Delivery> deliver(List<Delivery> deliveries) {
        List<Delivery> refused = new ArrayList<>();
        List<NewMessage> messages = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            try {
                messages.add(message(delivery));
            } catch (SqsError _) {
                refused.add(delivery);
            }
        }
        try {
            queue.send(messages);
            return refused;
        } catch (SqsError _) {
            return deliveries;
        }
    }

    private static NewMessage message(Delivery delivery) {
        Map<String, MessageAttribute> attributes =
                delivery.attributes().entrySet().stream()
                        .collect(
                                toMap(
                                        Map.Entry::getKey,
                                        it ->
                                                new MessageAttribute(
                                                        it.getValue().type(),
                                                        it.getValue().value())));
        return NewMessage.of(delivery.body(), attributes);
    }
}
