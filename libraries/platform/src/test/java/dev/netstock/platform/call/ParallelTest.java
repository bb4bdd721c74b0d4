package dev.netstock.platform.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

class ParallelTest {
    private final AtomicBoolean first = new AtomicBoolean();
    private final AtomicBoolean second = new AtomicBoolean();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void both_runsBothTasks(int most) {
        Parallel.upTo(most).both(() -> first.set(true), () -> second.set(true));

        assertThat(first).isTrue();
        assertThat(second).isTrue();
    }

    @Test
    void both_whenOneThrows_completesTheOther() {
        var failure = new RetryLaterException("later", Duration.ZERO);

        assertThatThrownBy(
                        () ->
                                Parallel.upTo(2)
                                        .both(
                                                () -> {
                                                    throw failure;
                                                },
                                                () -> second.set(true)))
                .isSameAs(failure);

        assertThat(second).isTrue();
    }

    /** Each task waits for the other. */
    @Test
    void both_runsThemAtTheSameTime() {
        var started = new CountDownLatch(2);
        Runnable meets =
                () -> {
                    started.countDown();
                    try {
                        if (!started.await(10, TimeUnit.SECONDS)) {
                            throw new AssertionError("The other task did not start");
                        }
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                };

        Parallel.upTo(2).both(meets, meets);

        assertThat(started.getCount()).isZero();
    }
}
