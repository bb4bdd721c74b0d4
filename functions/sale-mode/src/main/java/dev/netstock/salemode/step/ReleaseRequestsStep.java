package dev.netstock.salemode.step;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.salemode.mode.SaleDaySummary;
import dev.netstock.salemode.mode.SaleMode;
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
 * Sends the requests to fill shelves that wait: to the topic and to the supply chain's queue, under
 * the ids that they always had; then they wait no longer. Killed in between, some go out twice, and
 * whoever reads them knows them by their ids. Thread-safe.
 *
 * @param waiting those that wait
 * @param topic the topic of all events
 * @param supplyChain the supply chain's queue, FIFO
 * @param retries how to repeat requests to the table
 */
public record ReleaseRequestsStep(
        HeldRequests waiting, EventPublisher topic, QueueSender supplyChain, Retries retries)
        implements StepWork {
    private static final int PAGE = 50;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Override
    public StepResult run(SaleMode mode, Call call) {
        return new Done("%,d requests released".formatted(release(call)), mode.day());
    }

    /**
     * Sends them between two steps: the bundle of a sale whose time has come; and on any other day
     * what a function still put there that had read its rules a moment too early.
     *
     * @return sale mode with the time of the bundle; empty if none was due
     */
    Optional<SaleMode> whenDue(SaleMode mode, Instant now, Call call) {
        if (!mode.held().requestsWait()) {
            release(call);
            return Optional.empty();
        }
        Optional<Duration> every = mode.planned().requests().every();
        Instant last = last(mode);
        if (every.filter(wait -> !now.isBefore(last.plus(wait))).isEmpty()) {
            return Optional.empty();
        }
        release(call);
        return Optional.of(mode.knowing(mode.day().released(now)));
    }

    private static Instant last(SaleMode mode) {
        SaleDaySummary day = mode.day();
        return day.releasedAt().or(day::from).orElse(mode.since());
    }

    private long release(Call call) {
        long released = 0;
        while (true) {
            List<HeldRequest> page = retries.run(Operation.READ, () -> waiting.first(PAGE), call);
            if (page.isEmpty()) {
                return released;
            }
            List<HeldRequest> batch = oneOfEachItem(page);
            send(batch, call);
            released += batch.size();
        }
    }

    /** Two of one item would change places where the queue refuses one: the second goes later. */
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
        batch.forEach(request -> remove(request, call));
    }

    private void remove(HeldRequest request, Call call) {
        retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> {
                    waiting.remove(request.key());
                    return request;
                },
                call);
    }

    private static StockEvent event(HeldRequest request) {
        return EventJson.read(request.event())
                .known()
                .orElseThrow(() -> new IllegalStateException("A request that waits is broken"));
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
