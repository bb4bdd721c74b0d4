package dev.netstock.ledger.posting;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts the events of a queue into the ledger, each once: orders and samples. Thread-safe. */
public final class LedgerPosting implements QueueWork<ReceivedEvent> {
    private final DeltaPosting deltas;
    private final SamplePosting samples;
    private final SyncWake wake;

    /**
     * With what it writes to.
     *
     * @param ledger the database
     * @param wake wakes the sync when supply changed
     */
    public LedgerPosting(Transactions ledger, SyncWake wake) {
        this.deltas = new DeltaPosting(ledger);
        this.samples = new SamplePosting(ledger);
        this.wake = wake;
    }

    /** Reads a message; empty if it is no event, and has to be put aside. */
    public static Optional<ReceivedEvent> read(String body) {
        ReceivedEvent received = EventJson.read(body);
        return received instanceof ReceivedEvent.Invalid ? Optional.empty() : Optional.of(received);
    }

    @Override
    public BatchResult handle(List<Message<ReceivedEvent>> messages, Call call) {
        List<StockEvent> events =
                messages.stream().flatMap(message -> message.body().known().stream()).toList();
        Posted posted = post(events);
        boolean hasSamplesChanged = postSamples(events);
        if (posted.hasSupplyChanged() || hasSamplesChanged) {
            wake.wake(call);
        }
        return BatchResult.all(
                Map.of(
                        "Events", (long) events.size(),
                        "Duplicates", (long) posted.known(),
                        "Contradictions", (long) posted.contradictions()));
    }

    /** Whether supply changed by it. */
    private boolean postSamples(List<StockEvent> events) {
        List<DisplaySamplesChanged> changes =
                events.stream()
                        .map(StockEvent::data)
                        .filter(DisplaySamplesChanged.class::isInstance)
                        .map(DisplaySamplesChanged.class::cast)
                        .toList();
        return !changes.isEmpty() && samples.post(changes);
    }

    /** Posts the steps of orders among events. */
    public Posted post(List<StockEvent> events) {
        List<OrderDelta> steps =
                events.stream().flatMap(event -> OrderDelta.of(event).stream()).toList();
        if (steps.isEmpty()) {
            return new Posted(0, 0, 0, false);
        }
        DeltaPosting.Result result = deltas.post(steps);
        return new Posted(
                result.fresh(),
                steps.size() - result.fresh() - result.contradictions(),
                result.contradictions(),
                result.hasSupplyChanged());
    }

    /**
     * What came of it.
     *
     * @param fresh steps that the ledger did not know
     * @param known steps that it knew already
     * @param contradictions steps with the id of one that counts, other contents, and not heard of
     *     before: they do not count, and are kept in the table {@code contradictions}
     * @param hasSupplyChanged whether supply changed: units of these orders have left
     */
    public record Posted(int fresh, int known, int contradictions, boolean hasSupplyChanged) {}
}
