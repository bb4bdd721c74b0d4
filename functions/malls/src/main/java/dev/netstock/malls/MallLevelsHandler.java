package dev.netstock.malls;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.malls.adapter.MallAdapters;
import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.sync.ItemScheduler;
import dev.netstock.malls.sync.LevelIntake;
import dev.netstock.malls.sync.Targets;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes levels of net stock and rules of sale days to the malls' rows, and wakes the malls that
 * have something to do. Thread-safe.
 */
public final class MallLevelsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final String PRIMING_SKU = "priming";

    /** A level of a SKU that no mall sells: processing it changes nothing. */
    private static final String PRIMING_LEVEL =
            """
            {"specversion": "1.0", "id": "priming", "source": "/net-stock/levels",
             "type": "level.changed", "time": "2026-01-01T00:00:00Z",
             "data": {"sku": "%s", "location": "priming", "available": 1, "version": 1}}
            """
                    .formatted(PRIMING_SKU);

    private final MallLevelsWork work;
    private final QueueFunction<ReceivedEvent> function;

    /** Called by Lambda; reads the environment. */
    public MallLevelsHandler() {
        this(new MallsConfig(Environment.ofFunction()), new FailureTally());
    }

    private MallLevelsHandler(MallsConfig config, FailureTally failures) {
        this(work(config, failures), failures);
        Priming.register(context -> prime(work, context));
    }

    /**
     * Creates the function.
     *
     * @param failures the call listener that {@code work} was created with
     */
    MallLevelsHandler(MallLevelsWork work, FailureTally failures) {
        this.work = work;
        function =
                new QueueFunction<>(
                        "takeLevels",
                        EventJson::readMessage,
                        work,
                        new Telemetry("mall-levels", failures));
    }

    private static MallLevelsWork work(MallsConfig config, FailureTally failures) {
        return new MallLevelsWork(
                intakes(config.malls(), config.stores(), config.adapters()),
                config.levels(failures),
                config.syncQueue(failures),
                InstantSource.system(),
                Parallel.upTo(DynamoClients.CONNECTIONS_MAX));
    }

    /** The adapters only say what the malls' APIs can do: they get no credentials here. */
    private static Map<Channel, LevelIntake> intakes(
            List<ConfiguredMall> malls,
            Function<Channel, DynamoMallStore> stores,
            MallAdapters adapters) {
        Targets targets = MallsConfig.targets(malls);
        Map<Channel, LevelIntake> intakes = new LinkedHashMap<>();
        for (ConfiguredMall mall : malls) {
            intakes.put(
                    mall.channel(),
                    new LevelIntake(
                            stores.apply(mall.channel()),
                            new ItemScheduler(
                                    adapters.capabilities(mall.channel(), mall.shop()),
                                    mall.settings(),
                                    targets)));
        }
        return intakes;
    }

    /** Runs before a snapshot is taken. The level of a SKU that no mall sells is read only here. */
    static void prime(MallLevelsWork work, Context context) {
        work.levels().levels(List.of(new Sku(PRIMING_SKU)), Calls.ofFunction(context));
        EventJson.readMessage(PRIMING_LEVEL)
                .ifPresent(
                        level ->
                                work.handle(
                                        List.of(new Message<>("1", Optional.empty(), level)),
                                        Calls.ofFunction(context)));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
