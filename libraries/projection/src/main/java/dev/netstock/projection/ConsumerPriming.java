package dev.netstock.projection;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.events.EventData;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.function.Calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Primes a consumer: it decodes an event and reads the generations. It writes nothing, because a
 * write would become part of the projection.
 *
 * @param generations reads the projection's generations
 */
public record ConsumerPriming(GenerationReader generations) implements Consumer<Context> {
    private static final StockEvent EVENT =
            new StockEvent(
                    "priming",
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    new EventData.Confirmed("priming", 1, "priming", List.of()));

    @Override
    public void accept(Context context) {
        EventJson.readMessage(EventJson.write(EVENT));
        generations.read(Calls.ofFunction(context));
    }
}
