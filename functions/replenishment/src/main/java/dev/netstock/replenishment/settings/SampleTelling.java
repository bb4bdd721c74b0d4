package dev.netstock.replenishment.settings;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.EventType;
import dev.netstock.events.StockEvent;
import dev.netstock.messaging.EventPublisher;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.stock.Call;
import dev.netstock.stock.Location;
import dev.netstock.stock.TryAgainException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells the ledger, and whoever else listens, how many units are on display. Thread-safe.
 *
 * @param topic the topic of all events
 */
public record SampleTelling(EventPublisher topic) {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * Tells all that the settings name. Safe to repeat: the same settings are the same events.
     *
     * @throws TryAgainException if not all could be told in time
     */
    void tell(SkuSettings settings, Call call) {
        List<StockEvent> events =
                settings.samples().keySet().stream()
                        .map(location -> event(settings, location, call))
                        .toList();
        if (!events.isEmpty() && !topic.publish(events, call).isEmpty()) {
            throw new TryAgainException("The samples could not be told in time", RETRY_AFTER);
        }
    }

    private static StockEvent event(SkuSettings settings, Location location, Call call) {
        var samples =
                new DisplaySamplesChanged(
                        settings.sku().value(),
                        location.value(),
                        settings.samples().getOrDefault(location, 0L),
                        settings.setAt().toEpochMilli());
        return new StockEvent(
                String.join(
                        "#",
                        EventType.DISPLAY_SAMPLES_CHANGED.text(),
                        samples.sku(),
                        samples.location(),
                        Long.toString(samples.version())),
                settings.setAt(),
                Optional.of(call.traceId()).filter(trace -> !trace.isEmpty()),
                Optional.of(call.who()).filter(who -> !who.isEmpty()),
                samples);
    }
}
