package dev.netstock.local.eventsource;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A queue for one test. */
record TestQueue(SqsClient client, String name, String url, String arn) {
    private static final String ARNS = "arn:aws:sqs:ap-northeast-1:000000000000:";

    static TestQueue create(
            SqsClient client, String name, Map<QueueAttributeName, String> attributes) {
        String url = client.createQueue(it -> it.queueName(name).attributes(attributes)).queueUrl();
        return new TestQueue(client, name, url, ARNS + name);
    }

    /**
     * Sends messages in batches of ten. In a FIFO queue, the group is the first letter of the body.
     */
    void send(List<String> bodies) {
        for (int from = 0; from < bodies.size(); from += 10) {
            var entries = new ArrayList<SendMessageBatchRequestEntry>();
            for (String body : bodies.subList(from, Math.min(from + 10, bodies.size()))) {
                entries.add(entry(entries.size(), body));
            }
            client.sendMessageBatch(it -> it.queueUrl(url).entries(entries));
        }
    }

    /** The visible and the hidden messages. */
    int messages() {
        var attributes =
                client.getQueueAttributes(
                                it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes();
        return count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private static int count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }

    private SendMessageBatchRequestEntry entry(int number, String body) {
        var entry =
                SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .messageBody(body);
        if (name.endsWith(".fifo")) {
            entry.messageGroupId(body.substring(0, 1)).messageDeduplicationId(body);
        }
        return entry.build();
    }
}
