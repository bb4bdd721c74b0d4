package dev.netstock.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Moves the messages of a dead-letter queue to another queue, in a thread of its own. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 */
final class MoveTask {
    /** The state of a task, with its name in the API. */
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    private final String id = UUID.randomUUID().toString();
    private final MessageQueue source;
    private final Optional<MessageQueue> destination;
    private final OptionalInt messagesPerSecond;
    private final Instant started;
    private final int toMove;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int moved;
    private Status status = Status.RUNNING;
    private String failureReason = "";

    private MoveTask(
            MessageQueue source,
            Optional<MessageQueue> destination,
            OptionalInt messagesPerSecond,
            Instant started) {
        this.source = source;
        this.destination = destination;
        this.messagesPerSecond = messagesPerSecond;
        this.started = started;
        this.toMove = source.counts().visible();
    }

    /** What the API reports of a task. */
    record Report(int moved, int toMove, Status status, String failureReason) {}

    /** Starts a task that moves messages until none is visible. */
    static MoveTask start(
            MessageQueue source,
            Optional<MessageQueue> destination,
            OptionalInt messagesPerSecond,
            Instant now) {
        var task = new MoveTask(source, destination, messagesPerSecond, now);
        Thread.ofVirtual().name("sqs-move-task").start(task::run);
        return task;
    }

    String id() {
        return id;
    }

    MessageQueue source() {
        return source;
    }

    Optional<MessageQueue> destination() {
        return destination;
    }

    OptionalInt messagesPerSecond() {
        return messagesPerSecond;
    }

    Instant started() {
        return started;
    }

    synchronized Report report() {
        return new Report(moved, toMove, status, failureReason);
    }

    /** Stops the task if it runs. */
    void cancel() {
        end(Status.CANCELLED, "");
    }

    private void run() {
        try {
            while (report().status() == Status.RUNNING) {
                step();
            }
        } catch (SqsError e) {
            end(Status.FAILED, e.code());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        if (!source.moveNext(destination)) {
            end(Status.COMPLETED, "");
            return;
        }
        synchronized (this) {
            moved++;
        }
        if (messagesPerSecond.isPresent()) {
            Duration pause = Duration.ofSeconds(1).dividedBy(messagesPerSecond.getAsInt());
            var _ = ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void end(Status next, String reason) {
        if (status == Status.RUNNING) {
            status = next;
            failureReason = reason;
            ended.countDown();
        }
    }
}
