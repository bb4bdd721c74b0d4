package dev.netstock.jobs.job;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The queue of the next steps of jobs. Thread-safe. */
public record JobQueue(QueueSender queue) {
    /** Sends the message for the next step of a job. */
    public void send(String id, Duration delay, Call call) {
        String body = JsonWriter.object(json -> json.writeStringField("job", id));
        if (!queue.send(List.of(QueuedMessage.after(id, body, delay)), call).isEmpty()) {
            throw new RetryLaterException(
                    "The message for the next step of a job could not be sent",
                    Duration.ofSeconds(1));
        }
    }

    /** Reads a message; empty if it is none of this queue. */
    public static Optional<String> read(String body) {
        return FunctionAnswer.of(body).text("job");
    }
}
