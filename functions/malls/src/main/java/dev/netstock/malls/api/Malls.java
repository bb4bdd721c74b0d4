package dev.netstock.malls.api;

import dev.netstock.malls.ConfiguredMall;
import dev.netstock.malls.MallsConfig;
import dev.netstock.malls.SyncMessage;
import dev.netstock.malls.SyncQueue;
import dev.netstock.malls.sync.StockInDoubt;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.Channel;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(Malls.class);

    public Malls {
        all = List.copyOf(all);
    }

    /**
     * The malls of a function. An item that an operator maps needs no level: the sync reads it with
     * the count.
     */
    static Malls of(MallsConfig config, CallListener failures) {
        SyncQueue queue = config.syncQueue(failures);
        var stores = config.stores();
        return new Malls(
                config.malls().stream()
                        .map(ConfiguredMall::settings)
                        .map(mall -> ApiMall.of(mall, stores.apply(mall.channel()), _ -> List.of()))
                        .toList(),
                (mall, call) -> wake(queue, mall, call),
                DynamoNetStock.retries(failures),
                InstantSource.system());
    }

    private static void wake(SyncQueue queue, Channel mall, Call call) {
        try {
            if (!queue.send(List.of(SyncMessage.wake(mall)), call)) {
                LOG.warn("The queue did not accept the wake-up of {}", mall);
            }
        } catch (RuntimeException e) {
            LOG.error("The sync of {} cannot be woken", mall, e);
        }
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
