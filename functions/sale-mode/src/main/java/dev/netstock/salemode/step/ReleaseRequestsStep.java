package dev.netstock.salemode.step;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.salemode.mode.SaleDaySummary;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.salemode.step.StepResult.Waiting;
import dev.netstock.salerules.HeldRequest;
import dev.netstock.salerules.HeldRequests;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the held replenishment requests to the topic and to the supply chain's queue, under their
 * original ids, and then removes them. If the worker is killed in between, some are sent twice;
 * consumers recognize them by their ids. If the time of a run is not enough for all of them, the
 * next run continues. Thread-safe.
 */
public final class ReleaseRequestsStep {
    private static final int PAGE = 50;

    /** More than it takes to send and remove a page. */
    private static final Duration TIME_OF_A_PAGE = Duration.ofSeconds(5);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final HeldRequests held;
    private final EventPublisher topic;
    private final QueueSender supplyChain;
    private final Retries retries;

    public ReleaseRequestsStep(
            HeldRequests held, EventPublisher topic, QueueSender supplyChain, Retries retries) {
        this.held = held;
        this.topic = topic;
        this.supplyChain = supplyChain;
        this.retries = retries;
    }

    /** The result of one run. */
    private record Release(long requests, boolean isComplete) {}

    StepResult run(SaleMode mode, Call call) {
        Release release = release(call);
        if (!release.isComplete()) {
            return new Waiting(
                    "%,d requests released in the last run".formatted(release.requests()));
        }
        boolean isFirstRun = mode.nextStep().map(StepRun::message).orElse("").isEmpty();
        String released = isFirstRun ? "%,d requests released" : "The last %,d requests released";
        return new Done(released.formatted(release.requests()), mode.day());
    }

    /**
     * Sends held requests while no step is running: during a sale at the interval of the plan, and
     * in normal operation those that a function stored because it had read its rules a moment too
     * early.
     *
     * @return sale mode with the time of the release; empty if none was due, or if some are left,
     *     which stay due
     */
    Optional<SaleMode> releaseIfDue(SaleMode mode, Instant now, Call call) {
        if (!mode.overrides().requestsWait()) {
            release(call);
            return Optional.empty();
        }
        Optional<Duration> every = mode.currentPlan().requests().every();
        Instant last = lastRelease(mode);
        if (every.filter(wait -> !now.isBefore(last.plus(wait))).isEmpty()) {
            return Optional.empty();
        }
        return release(call).isComplete()
                ? Optional.of(mode.withDay(mode.day().withRelease(now)))
                : Optional.empty();
    }

    private static Instant lastRelease(SaleMode mode) {
        SaleDaySummary day = mode.day();
        return day.releasedAt().or(day::from).orElse(mode.since());
    }

    private Release release(Call call) {
        long released = 0;
        while (call.deadline().leaves(TIME_OF_A_PAGE)) {
            List<HeldRequest> page = retries.run(Operation.READ, () -> held.first(PAGE), call);
            if (page.isEmpty()) {
                return new Release(released, true);
            }
            List<HeldRequest> batch = oneOfEachItem(page);
            send(batch, call);
            released += batch.size();
        }
        return new Release(released, false);
    }

    /** Two requests of one item could swap places if the queue rejects the first. */
    private static List<HeldRequest> oneOfEachItem(List<HeldRequest> page) {
        Set<String> items = new HashSet<>();
        return page.stream().takeWhile(request -> items.add(group(event(request)))).toList();
    }

    private void send(List<HeldRequest> batch, Call call) {
        List<StockEvent> events = batch.stream().map(ReleaseRequestsStep::event).toList();
        require(topic.publish(events, call));
        List<QueuedMessage> messages = new ArrayList<>();
        for (StockEvent event : events) {
            messages.add(QueuedMessage.inGroup(group(event), event.id(), EventJson.write(event)));
        }
        require(supplyChain.send(messages, call));
        remove(batch.stream().map(HeldRequest::key).toList(), call);
    }

    private void remove(List<String> keys, Call call) {
        for (List<String> some : Batches.of(keys, HeldRequests.REMOVED_MAX)) {
            retries.runBatch(Operation.IDEMPOTENT_WRITE, some, held::remove, call);
        }
    }

    private static StockEvent event(HeldRequest request) {
        return EventJson.read(request.event())
                .known()
                .orElseThrow(() -> new IllegalStateException("A held request cannot be read"));
    }

    private static String group(StockEvent event) {
        return event.data() instanceof ReplenishmentRequested request
                ? request.sku() + "#" + request.location()
                : event.id();
    }

    private static void require(Set<String> unsent) {
        if (!unsent.isEmpty()) {
            throw new RetryLaterException("Requests could not be sent in time", RETRY_AFTER);
        }
    }
}
