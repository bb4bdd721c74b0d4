package dev.netstock.malls;

import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.EventData.SaleModeChanged;
import dev.netstock.malls.stock.NetStockLevels;
import dev.netstock.malls.sync.LevelIntake;
import dev.netstock.malls.sync.LevelIntake.Taken;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Takes the levels and rules of a batch to the rows of all malls, and wakes those that have
 * something to do. An event names one location; the level of the SKU is read over all, so an older
 * event does no harm. Levels of SKUs that no mall sells are not read. Thread-safe.
 *
 * @param intakes by channel
 * @param levels reads levels
 * @param queue wakes the sync
 * @param clock the time
 * @param parallel runs requests of SKUs, and then the malls, in parallel
 */
record MallLevelsWork(
        Map<Channel, LevelIntake> intakes,
        NetStockLevels levels,
        SyncQueue queue,
        InstantSource clock,
        Parallel parallel)
        implements QueueWork<ReceivedEvent> {
    private static final int ATTEMPTS = 5;
    private static final Duration LATER = Duration.ofSeconds(1);

    @Override
    public BatchResult handle(List<Message<ReceivedEvent>> messages, Call call) {
        Set<Sku> skus = new TreeSet<>();
        List<SaleModeRule> rules = new ArrayList<>();
        for (Message<ReceivedEvent> message : messages) {
            message.body()
                    .known()
                    .ifPresent(
                            event -> {
                                if (event.data() instanceof LevelChanged level) {
                                    skus.add(new Sku(level.sku()));
                                } else if (event.data() instanceof SaleModeChanged sale) {
                                    rules.add(new SaleModeRule(sale.mallCap(), sale.version()));
                                }
                            });
        }
        List<Sku> sold = sold(List.copyOf(skus));
        List<SkuLevel> news = sold.isEmpty() ? List.of() : levels.levels(sold, call);
        boolean all =
                parallel
                        .run(
                                intakes.entrySet().stream()
                                        .<Supplier<Boolean>>map(
                                                mall ->
                                                        () ->
                                                                take(
                                                                        mall.getKey(),
                                                                        mall.getValue(),
                                                                        news,
                                                                        rules,
                                                                        call))
                                        .toList())
                        .stream()
                        .allMatch(taken -> taken);
        if (!all) {
            throw new RetryLaterException("Rows of a mall changed at the same time", LATER);
        }
        return BatchResult.all(Map.of("LevelsSeen", (long) news.size()));
    }

    /**
     * Those of these SKUs that any mall sells. An item that is mapped to a SKU after this look-up
     * is stored with the level of that time, or is due at once and gets it from the sync.
     */
    private List<Sku> sold(List<Sku> skus) {
        List<Boolean> sold =
                parallel.run(
                        skus.stream()
                                .<Supplier<Boolean>>map(
                                        sku ->
                                                () ->
                                                        intakes.values().stream()
                                                                .anyMatch(mall -> mall.sells(sku)))
                                .toList());
        return IntStream.range(0, skus.size()).filter(sold::get).mapToObj(skus::get).toList();
    }

    /** The wake-up is sent after the rows are stored, and whether or not all could be. */
    private boolean take(
            Channel mall,
            LevelIntake intake,
            List<SkuLevel> news,
            List<SaleModeRule> rules,
            Call call) {
        boolean due = false;
        boolean taken = false;
        for (int attempt = 0; attempt < ATTEMPTS && !taken; attempt++) {
            Taken level = intake.levels(news, clock.instant());
            taken = level.taken();
            due = due || level.due();
            for (SaleModeRule rule : rules) {
                Taken one = intake.rule(rule);
                taken = taken && one.taken();
                due = due || one.due();
            }
        }
        boolean awake = !due || queue.send(List.of(SyncMessage.wake(mall)), call);
        return taken && awake;
    }
}
