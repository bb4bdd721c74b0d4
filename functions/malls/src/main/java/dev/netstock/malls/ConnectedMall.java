package dev.netstock.malls;

import dev.netstock.malls.orders.OrderIntake;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.Signal;
import dev.netstock.malls.sync.ItemScheduler;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.MallWorker;
import dev.netstock.malls.sync.StockSide;
import dev.netstock.malls.sync.StockSync;
import dev.netstock.malls.sync.SyncRun;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A mall in one execution environment. Its worker is kept between calls, since it may be in the
 * middle of a long list of orders; but once another environment has worked for the mall, a new
 * worker begins. For one thread.
 */
final class ConnectedMall {
    private final Mall mall;
    private final MallStore store;
    private final StockSide stock;
    private final ItemScheduler scheduler;
    private final SyncRun run;
    private final InstantSource clock;
    private final MallLog log;
    private String name = "";
    private Optional<MallWorker> worker = Optional.empty();

    ConnectedMall(
            Mall mall,
            MallStore store,
            StockSide stock,
            ItemScheduler scheduler,
            SyncRun run,
            InstantSource clock) {
        this.mall = mall;
        this.store = store;
        this.stock = stock;
        this.scheduler = scheduler;
        this.run = run;
        this.clock = clock;
        this.log = new MallLog(scheduler.channel());
    }

    /**
     * Runs the worker, if the mall was ever connected.
     *
     * @return empty if it was not: then there are no orders to take
     */
    Optional<SyncRun.Result> sync(List<Signal> signals, boolean justWoken) {
        return store.mall().map(row -> run.run(workerFor(row), store, signals, justWoken));
    }

    /** What happened since the last call, by metric. */
    Map<String, Long> counts() {
        return log.drain();
    }

    /** How late the mall is, by metric. */
    Map<String, Long> delays() {
        return new MallDelays(store, scheduler.settings(), mall.capabilities()).at(clock.instant());
    }

    private MallWorker workerFor(MallRow row) {
        if (worker.isEmpty() || !row.lease().holder().equals(name)) {
            name = UUID.randomUUID().toString();
            worker = Optional.of(newWorker());
        }
        return worker.get();
    }

    private MallWorker newWorker() {
        return new MallWorker(
                name,
                mall.capabilities(),
                store,
                scheduler,
                new OrderIntake(mall, store, stock, scheduler, log),
                new StockSync(mall, store, stock, scheduler, log),
                log,
                clock);
    }
}
