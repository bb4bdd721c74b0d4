package dev.netstock.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * StartMessageMoveTask, ListMessageMoveTasks and CancelMessageMoveTask. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html">ListMessageMoveTasks</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html">CancelMessageMoveTask</a>
 */
final class MoveTasks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "SourceArn";
    private static final String DESTINATION = "DestinationArn";
    private static final String RATE = "MaxNumberOfMessagesPerSecond";

    private final SqsLocal queues;
    private final InstantSource clock;
    private final List<MoveTask> tasks = new CopyOnWriteArrayList<>();

    MoveTasks(SqsLocal queues, InstantSource clock) {
        this.queues = queues;
        this.clock = clock;
    }

    /** Messages can be moved from a dead-letter queue only, and by one task at a time. */
    synchronized JsonNode start(JsonNode request) {
        MessageQueue source = source(request);
        Optional<MessageQueue> destination =
                request.has(DESTINATION)
                        ? Optional.of(queue(request.path(DESTINATION).asText(), DESTINATION))
                        : Optional.empty();
        if (tasks.stream().anyMatch(it -> it.source() == source && isRunning(it))) {
            throw SqsError.invalidValue(
                    "There is already a task running. Only one active task is allowed for a source"
                            + " queue arn at a given time.");
        }
        OptionalInt rate =
                request.has(RATE)
                        ? OptionalInt.of(request.path(RATE).asInt())
                        : OptionalInt.empty();
        MoveTask task = MoveTask.start(source, destination, rate, clock.instant());
        tasks.addFirst(task);
        return JSON.createObjectNode().put("TaskHandle", handle(task));
    }

    /** The newest tasks of a queue; one unless the request asks for more. */
    JsonNode list(JsonNode request) {
        MessageQueue source = source(request);
        ObjectNode answer = JSON.createObjectNode();
        var results = answer.putArray("Results");
        tasks.stream()
                .filter(it -> it.source() == source)
                .limit(request.path("MaxResults").asInt(1))
                .forEach(it -> results.add(described(it)));
        return answer;
    }

    JsonNode cancel(JsonNode request) {
        JsonNode handle = read(request.path("TaskHandle").asText());
        queue(handle.path("sourceArn").asText(), SOURCE);
        MoveTask task =
                tasks.stream()
                        .filter(it -> it.id().equals(handle.path("taskId").asText()))
                        .findFirst()
                        .orElseThrow(() -> SqsError.notFound("Task does not exist."));
        if (!isRunning(task)) {
            throw SqsError.ofService(
                    "UnsupportedOperation", "Only a running task can be cancelled.");
        }
        task.cancel();
        return JSON.createObjectNode()
                .put("ApproximateNumberOfMessagesMoved", task.report().moved());
    }

    void close() {
        tasks.forEach(MoveTask::cancel);
    }

    private static boolean isRunning(MoveTask task) {
        return task.report().status() == MoveTask.Status.RUNNING;
    }

    private static ObjectNode described(MoveTask task) {
        MoveTask.Report report = task.report();
        ObjectNode result =
                JSON.createObjectNode()
                        .put(SOURCE, task.source().arn())
                        .put("Status", report.status().name())
                        .put("StartedTimestamp", task.started().toEpochMilli())
                        .put("ApproximateNumberOfMessagesMoved", report.moved())
                        .put("ApproximateNumberOfMessagesToMove", report.toMove());
        if (report.status() == MoveTask.Status.RUNNING) {
            result.put("TaskHandle", handle(task));
        }
        if (!report.failureReason().isEmpty()) {
            result.put("FailureReason", report.failureReason());
        }
        task.destination().ifPresent(it -> result.put(DESTINATION, it.arn()));
        task.messagesPerSecond().ifPresent(it -> result.put(RATE, it));
        return result;
    }

    private MessageQueue source(JsonNode request) {
        MessageQueue source = queue(request.path(SOURCE).asText(), SOURCE);
        if (sourcesOf(source).isEmpty()) {
            throw SqsError.invalidValue("Source queue must be configured as a Dead Letter Queue.");
        }
        return source;
    }

    /** The queues whose dead letters move to this queue. */
    List<MessageQueue> sourcesOf(MessageQueue deadLetters) {
        return queues.all().stream()
                .filter(
                        it ->
                                it.settings()
                                        .redrivePolicy()
                                        .filter(
                                                policy ->
                                                        policy.deadLetterTargetArn()
                                                                .equals(deadLetters.arn()))
                                        .isPresent())
                .toList();
    }

    private MessageQueue queue(String arn, String parameter) {
        return queues.findByArn(arn)
                .orElseThrow(
                        () ->
                                SqsError.notFound(
                                        "The resource that you specified for the "
                                                + parameter
                                                + " parameter doesn't exist."));
    }

    private static String handle(MoveTask task) {
        ObjectNode handle =
                JSON.createObjectNode()
                        .put("taskId", task.id())
                        .put("sourceArn", task.source().arn());
        return Base64.getEncoder().encodeToString(handle.toString().getBytes(UTF_8));
    }

    private static JsonNode read(String handle) {
        try {
            return JSON.readTree(new String(Base64.getDecoder().decode(handle), UTF_8));
        } catch (IllegalArgumentException | JsonProcessingException _) {
            throw SqsError.invalidValue("Value for parameter TaskHandle is invalid.");
        }
    }
}
