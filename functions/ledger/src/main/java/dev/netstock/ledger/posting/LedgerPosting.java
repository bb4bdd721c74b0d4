package dev.netstock.ledger.posting;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import java.util.List;
import java.util.Map;

/**
 * Posts the events of a queue to the ledger, each once: the steps of orders, display samples, where
 * stock is low, and which locations sell online. Thread-safe.
 */
public final class LedgerPosting implements QueueWork<ReceivedEvent> {
    private final DeltaPosting deltas;
    private final SamplePosting samples;
    private final LowStockPosting lowStock;
    private final LocationPosting locations;
    private final SyncWake wake;

    /**
     * @param ledger the database
     * @param wake wakes the supply sync when supply changed
     */
    public LedgerPosting(Transactions ledger, SyncWake wake) {
        this.deltas = new DeltaPosting(ledger);
        this.samples = new SamplePosting(ledger);
        this.lowStock = new LowStockPosting(ledger);
        this.locations = new LocationPosting(ledger);
        this.wake = wake;
    }

    @Override
    public BatchResult handle(List<Message<ReceivedEvent>> messages, Call call) {
        List<StockEvent> events =
                messages.stream().flatMap(message -> message.body().known().stream()).toList();
        Posted posted = post(events);
        boolean haveSamplesChangedSupply = postSamples(events);
        lowStock.post(events);
        boolean haveLocationsChanged = locations.post(events);
        if (posted.hasSupplyChanged() || haveSamplesChangedSupply || haveLocationsChanged) {
            wake.wake(call);
        }
        return BatchResult.all(
                Map.of(
                        "Events", (long) events.size(),
                        "Duplicates", (long) posted.known(),
                        "Contradictions", (long) posted.contradictions()));
    }

    /** Returns whether supply changed. */
    private boolean postSamples(List<StockEvent> events) {
        List<DisplaySamplesChanged> changes =
                events.stream()
                        .map(StockEvent::data)
                        .filter(DisplaySamplesChanged.class::isInstance)
                        .map(DisplaySamplesChanged.class::cast)
                        .toList();
        return !changes.isEmpty() && samples.post(changes);
    }

    /** Posts the steps of orders; other events are skipped. */
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
     * The result of a batch of order steps.
     *
     * @param fresh steps that were new to the ledger
     * @param known steps that the ledger already had
     * @param contradictions steps that repeat the id of a counted step with other contents, and
     *     were not recorded before: the table {@code contradictions} keeps them, and they do not
     *     count
     * @param hasSupplyChanged whether supply changed: units of these orders have left
     */
    public record Posted(int fresh, int known, int contradictions, boolean hasSupplyChanged) {}
}
