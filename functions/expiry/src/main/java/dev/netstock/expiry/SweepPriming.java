package dev.netstock.expiry;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.events.TakesMessage;
import dev.netstock.messages.TakesJson;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.event.OpenTakes;
import dev.netstock.stock.sweep.SweepFlow;

import java.util.List;
import java.util.function.Consumer;

/**
 * Primes the function: it decodes a message without takes. A take is not used, because the sweep
 * would write a fence for it.
 *
 * @param sweep undoes unclaimed takes
 */
record SweepPriming(SweepFlow sweep) implements Consumer<Context> {
    @Override
    public void accept(Context context) {
        String message = TakesJson.write(new TakesMessage(List.of()));
        if (TakesJson.read(message) instanceof Decoded.Valid(TakesMessage takes)) {
            sweep.sweepAll(OpenTakes.of(takes), Calls.ofFunction(context));
        }
    }
}
