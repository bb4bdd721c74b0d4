package dev.netstock.malls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.LevelIntake;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.MallWorker;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.SyncRun;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Runs in virtual time. */
class SyncRunTest {
    private static final Sku A = new Sku("A");
    private static final MallItem ITEM = new MallItem("item", "");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final OneMall one = connected();

    @Test
    void run_withNothingToDo_endsAtOnceAndEndsItsLease() {
        SyncRun.Result result = run(false);

        assertThat(result.done()).isTrue();
        assertThat(result.more()).isFalse();
        assertThat(result.rounds()).isLessThanOrEqualTo(3);
        assertThat(one.store.mall().orElseThrow().lease().until())
                .isBeforeOrEqualTo(one.world.instant());
    }

    /** The index of what is due is eventually consistent. */
    @Test
    void run_justWoken_findsARowThatItsIndexShowsLate() {
        soldOut();
        Instant visible = one.world.instant().plusMillis(700);
        MallStore late = store(_ -> one.world.instant().isBefore(visible));

        SyncRun.Result result = syncRun(MINUTE).run(worker(late), late, List.of(), true);

        assertThat(result.done()).isTrue();
        assertThat(one.mall.count(ITEM)).isZero();
    }

    @Test
    void run_withARowThatIsDueSoon_waitsForIt() {
        soldOut();
        Instant soon = one.world.instant().plusSeconds(4);
        MallStore later = store(asked -> asked.isBefore(soon));

        SyncRun.Result result = syncRun(MINUTE).run(worker(later), later, List.of(), false);

        assertThat(result.done()).isTrue();
        assertThat(one.mall.count(ITEM)).isZero();
    }

    /** A poll every five seconds: the run never has nothing to wait for. */
    @Test
    void run_ofAMallThatIsPolledOften_endsAfterItsTimeAndSaysThatThereIsMore() {
        Instant begun = one.world.instant();

        SyncRun.Result result =
                syncRun(Duration.ofSeconds(5))
                        .run(one.worker("often"), one.store, List.of(), false);

        assertThat(result.more()).isTrue();
        assertThat(result.rounds()).isBetween(2, 6);
        assertThat(Duration.between(begun, one.world.instant()))
                .isLessThan(SyncRun.RUN.plusSeconds(1));
    }

    /** A run that ended at once and woke itself would be called hundreds of times a second. */
    @Test
    void run_whoseNextRoundIsLater_lastsItsTimeBeforeItSaysThatThereIsMore() {
        one.worker("before").round(List.of());
        Instant begun = one.world.instant().plus(MallRow.LEASE);
        one.world.runUntil(one.world.elapsed() + MallRow.LEASE.toMillis());

        SyncRun.Result result =
                syncRun(Duration.ofSeconds(30)).run(one.worker("run"), one.store, List.of(), false);

        assertThat(result.more()).isTrue();
        assertThat(Duration.between(begun, one.world.instant()))
                .isBetween(SyncRun.RUN, SyncRun.RUN.plusMillis(500));
    }

    @Test
    void run_whileAnotherWorkerHasTheLease_isNotDone() {
        one.worker("other").round(List.of());

        SyncRun.Result result = run(true);

        assertThat(result.done()).isFalse();
        assertThat(result.more()).isFalse();
    }

    private static OneMall connected() {
        OneMall one = new OneMall(Profile.RAKUTEN, MallSettings.Mode.SET_ASIDE, 5);
        one.stock.supply(A, 20);
        one.mall.list(ITEM, 0);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("before");
        one.run(worker, Duration.ofMinutes(12));
        worker.release();
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
        return one;
    }

    /** Net stock sells the last units elsewhere, and the level reaches the mall's rows. */
    private void soldOut() {
        one.stock.supply(A, -one.stock.general(A));
        one.stock.supply(A, -5);
        new LevelIntake(one.store, one.scheduler)
                .levels(List.of(one.stock.level(A)), one.world.instant());
        one.world.runUntil(one.world.elapsed() + SyncRun.SETTLE.toMillis()); // For the index.
    }

    private SyncRun.Result run(boolean justWoken) {
        return syncRun(MINUTE).run(one.worker("run"), one.store, List.of(), justWoken);
    }

    private SyncRun syncRun(Duration pollEvery) {
        return new SyncRun(
                pollEvery,
                one.world,
                time -> one.world.runUntil(one.world.elapsed() + time.toMillis()));
    }

    private MallWorker worker(MallStore store) {
        return one.worker("late", store);
    }

    /** A store whose index of what is due shows nothing at some times. */
    private MallStore store(Predicate<Instant> hides) {
        return (MallStore)
                Proxy.newProxyInstance(
                        MallStore.class.getClassLoader(),
                        new Class<?>[] {MallStore.class},
                        (_, method, arguments) ->
                                method.getName().equals("due") && hides.test((Instant) arguments[0])
                                        ? List.of()
                                        : method.invoke(one.store, arguments));
    }
}
