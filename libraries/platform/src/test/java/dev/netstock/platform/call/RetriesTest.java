package dev.netstock.platform.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.CallFailure.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class RetriesTest {
    private final AtomicLong now = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private final Retries retries =
            new Retries(
                    Backoff.standard(new Random(1)),
                    duration -> {
                        pauses.add(duration);
                        now.addAndGet(duration.toNanos());
                    },
                    (_, _) -> {});
    private final Call call =
            new Call("test", "trace", Deadline.after(Duration.ofSeconds(1), now::get));

    @ParameterizedTest
    @EnumSource
    void run_whenTheFailedRequestChangedNothing_retries(Operation operation) {
        for (Kind kind : List.of(Kind.THROTTLED, Kind.CONFLICT, Kind.NOT_SENT)) {
            assertThat(retries.run(operation, failing(kind, 3), call)).isEqualTo(4);
        }
    }

    @Test
    void run_unsafeWriteInDoubt_failsWithoutRetry() {
        assertThatThrownBy(
                        () -> retries.run(Operation.UNSAFE_WRITE, failing(Kind.IN_DOUBT, 1), call))
                .isInstanceOfSatisfying(
                        CallFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.IN_DOUBT));
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "UNSAFE_WRITE", mode = EnumSource.Mode.EXCLUDE)
    void run_otherOperationInDoubt_retries(Operation operation) {
        assertThat(retries.run(operation, failing(Kind.IN_DOUBT, 2), call)).isEqualTo(3);
    }

    @Test
    void run_whenTheTimeBudgetIsExhausted_throwsRetryLater() {
        assertThatThrownBy(
                        () ->
                                retries.run(
                                        Operation.READ,
                                        failing(Kind.THROTTLED, Integer.MAX_VALUE),
                                        call))
                .isInstanceOf(RetryLaterException.class);
        assertThat(call.deadline().remaining()).isPositive();
        assertThat(pauses)
                .hasSizeGreaterThan(5)
                .allMatch(pause -> pause.compareTo(Duration.ofMillis(200)) <= 0);
    }

    @Test
    void runBatch_withoutKeys_sendsNoRequest() {
        List<Object> none =
                retries.runBatch(
                        Operation.READ,
                        List.of(),
                        _ -> {
                            throw new IllegalStateException("A request was sent");
                        },
                        call);
        assertThat(none).isEmpty();
    }

    @Test
    void runBatch_withUnprocessedKeys_retriesOnlyThose() {
        var requested = new ArrayList<List<Integer>>();

        List<Integer> done =
                retries.runBatch(
                        Operation.READ,
                        List.of(1, 2, 3),
                        keys -> {
                            requested.add(keys);
                            return new BatchAnswer<>(
                                    keys.subList(0, 1), keys.subList(1, keys.size()));
                        },
                        call);

        assertThat(done).containsExactly(1, 2, 3);
        assertThat(requested).containsExactly(List.of(1, 2, 3), List.of(2, 3), List.of(3));
    }

    /** Fails a number of times, then returns the number of the attempt. */
    private static java.util.function.Supplier<Integer> failing(Kind kind, int times) {
        var tries = new AtomicInteger();
        return () -> {
            if (tries.incrementAndGet() <= times) {
                throw new CallFailure(kind);
            }
            return tries.get();
        };
    }
}
