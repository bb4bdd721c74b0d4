package dev.netstock.local.eventsource;

import dev.netstock.local.sqs.MessageCounts;
import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.sqs.NewMessage;
import dev.netstock.local.sqs.SqsLocal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A queue for one test. */
record TestQueue(MessageQueue queue) {
    static TestQueue create(SqsLocal sqs, String name, Map<String, String> attributes) {
        return new TestQueue(sqs.create(name, attributes));
    }

    String arn() {
        return queue.arn();
    }

    /** Sends messages in one step. In a FIFO queue, the group is the first letter of the body. */
    void send(List<String> bodies) {
        queue.send(bodies.stream().map(this::message).toList());
    }

    /** The visible messages and those in flight. */
    int messages() {
        MessageCounts counts = queue.counts();
        return counts.visible() + counts.inFlight();
    }

    private NewMessage message(String body) {
        return queue.name().endsWith(".fifo")
                ? new NewMessage(
                        body,
                        OptionalInt.empty(),
                        Optional.of(body.substring(0, 1)),
                        Optional.of(body),
                        Map.of(),
                        Optional.empty())
                : NewMessage.of(body);
    }
}
