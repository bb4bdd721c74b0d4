package dev.netstock.malls;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.malls.adapter.MallAdapters;
import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.sync.ItemScheduler;
import dev.netstock.malls.sync.StockSide;
import dev.netstock.malls.sync.SyncRun;
import dev.netstock.malls.sync.Targets;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Lazy;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.Channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The mall sync: takes the orders of malls and writes their counts. Thread-safe.
 *
 * <p>The malls are created at the first call, not for the snapshot: restored environments would
 * share the names of their workers and of those that refresh tokens.
 */
public final class MallSyncHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<SyncMessage> function;

    /** Called by Lambda; reads the environment. */
    public MallSyncHandler() {
        this(new MallsConfig(Environment.ofFunction()), new FailureTally());
    }

    private MallSyncHandler(MallsConfig config, FailureTally failures) {
        this(
                config.malls(),
                config.stores(),
                config.stock(failures),
                config.adapters(),
                config.credentials(),
                config.syncQueue(failures),
                failures);
        Function<Channel, DynamoMallStore> stores = config.stores();
        Priming.register(
                _ -> {
                    DynamoMallStore store = stores.apply(MallAdapters.RAKUTEN);
                    store.mall();
                    store.due(Instant.EPOCH, 1);
                });
    }

    private MallSyncHandler(
            List<ConfiguredMall> malls,
            Function<Channel, DynamoMallStore> stores,
            StockSide stock,
            MallAdapters adapters,
            Function<Channel, CredentialStore> credentials,
            SyncQueue queue,
            FailureTally failures) {
        Targets targets = MallsConfig.targets(malls);
        Telemetry telemetry = new Telemetry("mall-sync", failures);
        Lazy<MallSyncWork> work =
                new Lazy<>(
                        () -> {
                            Map<Channel, ConnectedMall> connected = new HashMap<>();
                            for (ConfiguredMall mall : malls) {
                                Channel channel = mall.channel();
                                Mall api =
                                        adapters.of(
                                                        channel,
                                                        mall.shop(),
                                                        credentials.apply(channel))
                                                .mall();
                                connected.put(
                                        channel,
                                        connected(
                                                mall, api, stores.apply(channel), stock, targets));
                            }
                            return new MallSyncWork(connected, queue, telemetry);
                        });
        function =
                new QueueFunction<>(
                        "syncMalls",
                        SyncMessage::read,
                        (messages, call) -> work.get().handle(messages, call),
                        telemetry);
    }

    /** Creates the function over other parts. */
    MallSyncHandler(MallSyncWork work, Telemetry telemetry) {
        function = new QueueFunction<>("syncMalls", SyncMessage::read, work, telemetry);
    }

    private static ConnectedMall connected(
            ConfiguredMall mall,
            Mall api,
            DynamoMallStore store,
            StockSide stock,
            Targets targets) {
        InstantSource clock = InstantSource.system();
        return new ConnectedMall(
                api,
                store,
                stock,
                new ItemScheduler(api.capabilities(), mall.settings(), targets),
                new SyncRun(mall.pollEvery(), clock, MallSyncHandler::sleep),
                clock);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between two rounds", e);
        }
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
