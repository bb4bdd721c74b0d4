package dev.netstock.expiry;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LocalQueues;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue that records what is sent to it. Thread-safe. */
final class LocalQueue {
    private final String url = LocalQueues.create();
    private final List<SendMessageBatchRequestEntry> sent = new CopyOnWriteArrayList<>();

    QueueSender sender(CallListener listener) {
        return MessagingClients.sender(new Recording(), url, listener);
    }

    /** A sender to an unreachable queue. */
    QueueSender outOfReach(CallListener listener) {
        return MessagingClients.sender(BadClients.queuesOutOfReach(), url, listener);
    }

    /** What was sent since the last call. */
    List<SendMessageBatchRequestEntry> sent() {
        List<SendMessageBatchRequestEntry> all = List.copyOf(sent);
        sent.removeAll(all);
        return all;
    }

    /** The bodies of what can be received now. */
    List<String> receive() {
        return LocalQueues.drain(url).stream().map(Message::body).toList();
    }

    private final class Recording implements SqsClient {
        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
            sent.addAll(batch.entries());
            return LocalQueues.client().sendMessageBatch(batch);
        }

        @Override
        public String serviceName() {
            return LocalQueues.client().serviceName();
        }

        @Override
        public void close() {}
    }
}
