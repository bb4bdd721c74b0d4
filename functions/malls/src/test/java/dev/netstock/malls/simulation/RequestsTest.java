package dev.netstock.malls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.Test;

import java.util.function.ToLongFunction;

/** What an order of a mall and a change of a level cost, in requests. */
class RequestsTest {
    private static final int CUSTOMERS = Length.isFull() ? 2000 : 500;

    @Test
    void anOrder_costsAFewRequests() {
        long seed = Seed.or(1);
        Simulation idle = run(seed, 0, 0);
        Simulation orders = run(seed, CUSTOMERS, 0);
        Simulation levels = run(seed, 0, 5 * CUSTOMERS);
        System.out.println("Requests beyond those of an idle day, for one million:");
        print("mall orders", idle, orders, orders.mallSold);
        print("level changes", idle, levels, levels.storefrontSold);
        double hours = 105 / 60.0;
        System.out.printf(
                "Idle, per mall and hour: %,.0f store reads, %,.0f store writes, %,.0f to the"
                        + " mall%n",
                idle.world.storeReads / hours / 5,
                idle.world.storeWrites / hours / 5,
                toMalls(idle) / hours / 5);
        assertThat(per(idle, orders, run -> run.stock.commands, orders.mallSold)).isLessThan(6);
        assertThat(per(idle, orders, run -> run.world.storeWrites, orders.mallSold)).isLessThan(25);
    }

    private static Simulation run(long seed, int atMalls, int atTheStorefront) {
        Simulation run =
                new Simulation(
                                seed,
                                new Plan(
                                        atMalls,
                                        atTheStorefront,
                                        20 + 2L * CUSTOMERS,
                                        0,
                                        0,
                                        0,
                                        false,
                                        false,
                                        false,
                                        Bug.NONE))
                        .run();
        assertThat(run.violations).isEmpty();
        return run;
    }

    private static long toMalls(Simulation run) {
        return run.runs.stream()
                .mapToLong(
                        mall ->
                                mall.mall.writeRequests
                                        + mall.mall.readRequests
                                        + mall.mall.orderRequests)
                .sum();
    }

    private static double per(
            Simulation idle, Simulation busy, ToLongFunction<Simulation> count, long events) {
        return (double) (count.applyAsLong(busy) - count.applyAsLong(idle)) / events;
    }

    private static void print(String what, Simulation idle, Simulation busy, long events) {
        System.out.printf(
                "%s (%,d measured): store reads %,.0f, store writes %,.0f, commands to net stock"
                        + " %,.0f, requests to malls %,.0f (items written %,.0f)%n",
                what,
                events,
                1e6 * per(idle, busy, run -> run.world.storeReads, events),
                1e6 * per(idle, busy, run -> run.world.storeWrites, events),
                1e6 * per(idle, busy, run -> run.stock.commands, events),
                1e6 * per(idle, busy, RequestsTest::toMalls, events),
                1e6
                        * per(
                                idle,
                                busy,
                                run ->
                                        run.runs.stream()
                                                .mapToLong(mall -> mall.mall.writtenItems)
                                                .sum(),
                                events));
    }
}
