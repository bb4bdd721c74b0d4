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
 * What the function does before a snapshot: it reads a message, and sweeps no takes, since a take
 * that nobody made would be fenced off.
 *
 * @param sweeping gives takes back that nobody claimed
 */
record SweepPriming(SweepFlow sweeping) implements Consumer<Context> {
    @Override
    public void accept(Context context) {
        String message = TakesJson.write(new TakesMessage(List.of()));
        if (TakesJson.read(message) instanceof Decoded.Valid(TakesMessage takes)) {
            sweeping.sweepAll(OpenTakes.of(takes), Calls.ofFunction(context));
        }
    }
}
