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

/**
 * Tells the ledger, and whoever else listens, how many units are on display. Thread-safe.
 *
 * @param topic the topic of all events
 */
public record SamplePublisher(EventPublisher topic) {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * Tells all that the settings name, and of locations that they dropped that nothing is on
     * display there any more. Safe to repeat: the same settings are the same events.
     *
     * @throws RetryLaterException if not all could be told in time
     */
    public void tell(SkuSettings settings, Call call) {
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
            throw new RetryLaterException("The samples could not be told in time", RETRY_AFTER);
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
