package dev.netstock.settings;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.EventType;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.stock.Location;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Publishes display samples, for the ledger and other consumers. Thread-safe. */
final class SamplePublisher {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final EventPublisher topic;

    SamplePublisher(EventPublisher topic) {
        this.topic = topic;
    }

    /**
     * Publishes the samples of all locations, and zero for locations whose samples were removed.
     * Safe to repeat: the same settings cause the same events.
     *
     * @throws RetryLaterException if not everything could be published in time
     */
    void publish(SkuSettings settings, Call call) {
        List<StockEvent> events =
                Stream.concat(
                                settings.samples().entrySet().stream()
                                        .map(
                                                it ->
                                                        event(
                                                                settings,
                                                                it.getKey(),
                                                                it.getValue(),
                                                                settings.setAt(),
                                                                call)),
                                settings.formerSamples().entrySet().stream()
                                        .filter(it -> it.getValue().isPresent())
                                        .map(
                                                it ->
                                                        event(
                                                                settings,
                                                                it.getKey(),
                                                                0,
                                                                it.getValue().orElseThrow(),
                                                                call)))
                        .toList();
        if (!events.isEmpty() && !topic.publish(events, call).isEmpty()) {
            throw new RetryLaterException(
                    "Display samples could not be published in time", RETRY_AFTER);
        }
    }

    private static StockEvent event(
            SkuSettings settings, Location location, long units, Instant at, Call call) {
        var samples =
                new DisplaySamplesChanged(
                        settings.sku().value(), location.value(), units, at.toEpochMilli());
        return new StockEvent(
                String.join(
                        "#",
                        EventType.DISPLAY_SAMPLES_CHANGED.text(),
                        samples.sku(),
                        samples.location(),
                        Long.toString(samples.version())),
                at,
                Optional.of(call.traceId()).filter(trace -> !trace.isEmpty()),
                Optional.of(call.who()).filter(who -> !who.isEmpty()),
                samples);
    }
}
