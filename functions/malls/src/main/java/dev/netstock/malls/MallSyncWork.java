package dev.netstock.malls;

import static java.util.stream.Collectors.groupingBy;

import dev.netstock.malls.port.Signal;
import dev.netstock.malls.sync.SyncRun;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs the malls that a batch of messages wakes, each in a thread of its own: a mall that does not
 * answer keeps no other one waiting. Messages of a mall that is no longer in the settings are
 * dropped. For one call at a time.
 */
final class MallSyncWork implements QueueWork<SyncMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(MallSyncWork.class);
    private static final Parallel PARALLEL = Parallel.upTo(16);

    private final Map<Channel, ConnectedMall> malls;
    private final SyncQueue queue;
    private final Telemetry telemetry;

    MallSyncWork(Map<Channel, ConnectedMall> malls, SyncQueue queue, Telemetry telemetry) {
        this.malls = Map.copyOf(malls);
        this.queue = queue;
        this.telemetry = telemetry;
    }

    /**
     * The outcome of the messages of one mall.
     *
     * @param done whether they need no other delivery
     */
    private record Woken(boolean done, Map<String, Long> counts) {}

    @Override
    public BatchResult handle(List<Message<SyncMessage>> messages, Call call) {
        Map<Channel, List<Message<SyncMessage>>> byMall =
                messages.stream()
                        .filter(message -> malls.containsKey(message.body().mall()))
                        .collect(
                                groupingBy(
                                        message -> message.body().mall(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Woken> woken =
                PARALLEL.run(
                        byMall.entrySet().stream()
                                .<Supplier<Woken>>map(
                                        mall -> () -> sync(mall.getKey(), mall.getValue(), call))
                                .toList());
        Set<String> failed = new HashSet<>();
        Map<String, Long> counts = new HashMap<>();
        int place = 0;
        for (List<Message<SyncMessage>> ofMall : byMall.values()) {
            Woken one = woken.get(place++);
            one.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            if (!one.done()) {
                ofMall.forEach(message -> failed.add(message.id()));
            }
        }
        return new BatchResult(failed, counts);
    }

    private Woken sync(Channel channel, List<Message<SyncMessage>> messages, Call call) {
        ConnectedMall mall = malls.get(channel);
        if (mall == null) {
            return new Woken(true, Map.of());
        }
        boolean scheduled = messages.stream().anyMatch(it -> it.body().scheduled());
        boolean justWoken = messages.stream().anyMatch(it -> !it.body().scheduled());
        List<Signal> signals =
                messages.stream().flatMap(it -> it.body().signal().stream()).toList();
        try {
            Optional<SyncRun.Result> result = mall.sync(signals, justWoken);
            if (result.isEmpty()) {
                return new Woken(true, Map.of("NotConnected", 1L));
            }
            boolean awake =
                    !result.get().more() || queue.send(List.of(SyncMessage.wake(channel)), call);
            report(channel, mall, scheduled);
            return new Woken(
                    result.get().done() && awake, Map.of("Rounds", (long) result.get().rounds()));
        } catch (RuntimeException e) {
            LOG.error("The sync of {} failed", channel, e);
            return new Woken(false, Map.of("FailedMalls", 1L));
        }
    }

    /** Delays are measured once a minute. */
    private void report(Channel channel, ConnectedMall mall, boolean scheduled) {
        Map<String, Long> values = new HashMap<>(mall.counts());
        if (scheduled) {
            values.putAll(mall.delays());
        }
        telemetry.report("Mall", channel.value(), values);
    }
}
