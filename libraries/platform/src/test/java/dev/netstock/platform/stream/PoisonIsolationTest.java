package dev.netstock.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkClientException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

class PoisonIsolationTest {
    private static final List<Integer> RECORDS = IntStream.range(0, 1_000).boxed().toList();

    private final List<Integer> handled = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();
    private int calls;

    @Test
    void handle_oneFailingRecord_handlesTheOthersInOrder() {
        for (int poison : List.of(0, 1, 499, 998, 999)) {
            calls = 0;
            handled.clear();
            refused.clear();
            isolate(Set.of(poison));
            assertThat(refused).containsExactly(poison);
            assertThat(handled).hasSize(999).isSorted().doesNotContain(poison);
            assertThat(calls).isLessThan(24);
        }
    }

    @Test
    void handle_randomFailingRecords_rejectsOnlyThose() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var poison = new TreeSet<Integer>();
            random.ints(random.nextInt(40), 0, 1_000).forEach(poison::add);
            handled.clear();
            refused.clear();
            isolate(poison);
            assertThat(refused).as("seed %d", seed).containsExactlyElementsOf(poison);
            assertThat(handled).as("seed %d", seed).hasSize(1_000 - poison.size()).isSorted();
        }
    }

    @Test
    void handle_failureOutsideTheRecords_rejectsNone() {
        for (RuntimeException fault :
                List.of(
                        new RetryLaterException("no answer", Duration.ZERO),
                        SdkClientException.create("no endpoint"))) {
            assertThatThrownBy(
                            () ->
                                    PoisonIsolation.handle(
                                            RECORDS,
                                            _ -> {
                                                throw fault;
                                            },
                                            (record, _) -> refused.add(record)))
                    .isSameAs(fault);
        }
        assertThat(refused).isEmpty();
    }

    private void isolate(Set<Integer> poison) {
        PoisonIsolation.handle(
                RECORDS,
                some -> {
                    calls++;
                    if (some.stream().anyMatch(poison::contains)) {
                        throw new IllegalStateException("poison");
                    }
                    return handled.addAll(some);
                },
                (record, _) -> refused.add(record));
    }
}
