package dev.netstock.malls;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.malls.adapter.MallAdapters;
import dev.netstock.malls.adapter.credential.CredentialLife;
import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.credential.CredentialWatch;
import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.sync.CredentialDays;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks each mall how long its keys and consents are valid, and writes the days left as a metric,
 * for alarms, and in the mall's table, for people. Any message triggers it, and its schedule does
 * each day. Thread-safe.
 *
 * <p>The adapters are created at each call: one that refreshes a token must not share its name with
 * other environments that were restored from the same snapshot.
 */
public final class MallCredentialsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(MallCredentialsHandler.class);

    private final QueueFunction<String> function;

    /** Called by Lambda; reads the environment. */
    public MallCredentialsHandler() {
        this(new MallsConfig(Environment.ofFunction()));
    }

    private MallCredentialsHandler(MallsConfig config) {
        this(
                config.malls(),
                config.adapters(),
                config.credentials(),
                config.stores(),
                InstantSource.system());
    }

    MallCredentialsHandler(
            List<ConfiguredMall> malls,
            MallAdapters adapters,
            Function<Channel, CredentialStore> credentials,
            Function<Channel, DynamoMallStore> stores,
            InstantSource clock) {
        Telemetry telemetry = new Telemetry("mall-credentials", new FailureTally());
        function =
                new QueueFunction<>(
                        "watchCredentials",
                        Optional::of,
                        (_, _) -> {
                            Instant now = clock.instant();
                            Map<String, Long> daysLeft =
                                    new CredentialWatch(lives(malls, adapters, credentials))
                                            .daysLeft(now);
                            daysLeft.forEach(
                                    (mall, days) -> {
                                        LOG.info(
                                                "Days left of the credentials of {}: {}",
                                                mall,
                                                days);
                                        telemetry.report("Mall", mall, Map.of("DaysLeft", days));
                                        stores.apply(new Channel(mall))
                                                .keep(new CredentialDays(days, now));
                                    });
                            return BatchResult.all(
                                    Map.of(
                                            "Malls", (long) malls.size(),
                                            "Known", (long) daysLeft.size()));
                        },
                        telemetry);
    }

    private static Map<String, Supplier<CredentialLife>> lives(
            List<ConfiguredMall> malls,
            MallAdapters adapters,
            Function<Channel, CredentialStore> credentials) {
        return malls.stream()
                .collect(
                        Collectors.toMap(
                                mall -> mall.channel().value(),
                                mall ->
                                        adapters.of(
                                                        mall.channel(),
                                                        mall.shop(),
                                                        credentials.apply(mall.channel()))
                                                .life()));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
