package dev.netstock.malls;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.malls.adapter.MallAdapters;
import dev.netstock.malls.adapter.amazon.AmazonNotifications;
import dev.netstock.malls.port.Signal;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes Amazon's notifications of orders from the queue to which Amazon sends them, and passes them
 * to the sync. Other notifications, and those of other sellers, are dropped. Thread-safe.
 */
public final class MallSignalsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<Optional<Signal>> function;

    /** Called by Lambda; reads the environment. */
    public MallSignalsHandler() {
        this(new MallsConfig(Environment.ofFunction()), new FailureTally());
    }

    private MallSignalsHandler(MallsConfig config, FailureTally failures) {
        this(notifications(config.malls()), config.syncQueue(failures), failures);
    }

    /**
     * Creates the function.
     *
     * @param notifications empty if the stage does not sell at Amazon
     * @param failures the call listener that {@code queue} was created with
     */
    MallSignalsHandler(
            Optional<AmazonNotifications> notifications, SyncQueue queue, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "passSignals",
                        body -> Optional.of(notifications.flatMap(amazon -> amazon.read(body))),
                        (messages, call) -> pass(messages, queue, call),
                        new Telemetry("mall-signals", failures));
    }

    private static Optional<AmazonNotifications> notifications(List<ConfiguredMall> malls) {
        return malls.stream()
                .filter(mall -> mall.channel().equals(MallAdapters.AMAZON))
                .flatMap(mall -> mall.shop().sellerId().stream())
                .map(AmazonNotifications::new)
                .findAny();
    }

    private static BatchResult pass(
            List<Message<Optional<Signal>>> messages, SyncQueue queue, Call call) {
        List<SyncMessage> signals =
                messages.stream()
                        .flatMap(message -> message.body().stream())
                        .map(signal -> SyncMessage.of(MallAdapters.AMAZON, signal))
                        .toList();
        Set<String> failed =
                queue.send(signals, call)
                        ? Set.of()
                        : messages.stream().map(Message::id).collect(Collectors.toSet());
        return new BatchResult(failed, Map.of("Signals", (long) signals.size()));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
