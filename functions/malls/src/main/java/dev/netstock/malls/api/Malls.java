package dev.netstock.malls.api;

import dev.netstock.malls.sync.StockInDoubt;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.Channel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The malls of the stage. Thread-safe.
 *
 * @param all the malls
 * @param wake wakes the sync of a mall; if it fails, the mall's schedule wakes it within a minute
 * @param retries retries requests to the table
 * @param clock the time
 */
public record Malls(
        List<ApiMall> all, BiConsumer<Channel, Call> wake, Retries retries, InstantSource clock) {
    public Malls {
        all = List.copyOf(all);
    }

    Optional<ApiMall> of(Channel channel) {
        return all.stream().filter(mall -> mall.channel().equals(channel)).findFirst();
    }

    Instant now() {
        return clock.instant();
    }

    /** Runs requests to the table until they are answered. Each may be repeated. */
    <T> T answered(Supplier<T> requests, Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> {
                    try {
                        return DynamoFailures.translate(requests);
                    } catch (StockInDoubt _) {
                        throw new CallFailure(CallFailure.Kind.CONFLICT);
                    }
                },
                call);
    }
}
