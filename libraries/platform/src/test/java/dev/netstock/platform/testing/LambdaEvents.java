package dev.netstock.platform.testing;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.platform.function.LambdaEventSerializer;

import java.util.ArrayList;
import java.util.List;

/** Events of Lambda functions, and their responses. */
public final class LambdaEvents {
    private LambdaEvents() {}

    /** Reads an event as the functions do. */
    public static <T> T read(Class<T> type, String json) {
        return new LambdaEventSerializer().fromJson(json, type);
    }

    /**
     * A batch of messages of a queue.
     *
     * @param idPrefix the ids are this, and 0, 1, …
     */
    public static SQSEvent messages(String idPrefix, List<String> bodies) {
        List<SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            var message = new SQSMessage();
            message.setMessageId(idPrefix + messages.size());
            message.setBody(body);
            messages.add(message);
        }
        var event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }

    /** The ids of the messages that failed. */
    public static List<String> failed(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
