package dev.netstock.malls.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.port.CountChange.Relative;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.Unavailable;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

class WriteBatchesTest {
    private static final WriteResult DONE = new Done(OptionalLong.empty());
    private static final WriteResult REFUSED = WriteBatches.refused("E1", "bad").orElseThrow();

    private final WriteBatches batches =
            new WriteBatches(2, StockWrite::item, WriteBatchesTest::refusal);
    private final List<String> sent = new ArrayList<>();

    @Test
    void send_itemTwice_isInAnotherBatchInOrder() {
        assertThat(batches.send(writes("a", "a", "b", "c"), this::done)).hasSize(4);

        assertThat(sent).containsExactly("a", "ab", "c");
    }

    @Test
    void send_refusedWrites_areNotSentAndKeepTheirPlaces() {
        assertThat(batches.send(writes("bad", "a", "bad", "b"), this::done))
                .containsExactly(REFUSED, DONE, REFUSED, DONE);

        assertThat(sent).containsExactly("ab");
    }

    @Test
    void send_doubtInABatch_sendsNoOtherBatch() {
        List<WriteResult> results =
                batches.send(
                        writes("a", "b", "c"),
                        batch -> {
                            done(batch);
                            return List.of(DONE, new InDoubt("lost"));
                        });

        assertThat(sent).containsExactly("ab");
        assertThat(results.getLast()).isInstanceOf(Unavailable.class);
    }

    @Test
    void send_exceptionOfTheFirstBatch_isThrown() {
        assertThatThrownBy(
                        () ->
                                batches.send(
                                        writes("a", "b", "c"),
                                        _ -> {
                                            throw new MallUnavailable("maintenance");
                                        }))
                .isInstanceOf(MallUnavailable.class);
    }

    @Test
    void send_exceptionOfALaterBatch_keepsTheResultsOfTheFirst() {
        List<WriteResult> results =
                batches.send(
                        writes("a", "b", "c"),
                        batch -> {
                            if (batch.size() == 1) {
                                throw new MallUnavailable("maintenance");
                            }
                            return done(batch);
                        });

        assertThat(results.subList(0, 2)).containsOnly(DONE);
        assertThat(results.getLast()).isInstanceOf(Unavailable.class);
    }

    @Test
    void send_unreadableAnswer_isInDoubt() {
        assertThat(
                        batches.send(
                                writes("a"),
                                _ -> {
                                    throw new UnreadableAnswer("no list");
                                }))
                .singleElement()
                .isInstanceOf(InDoubt.class);
    }

    private List<WriteResult> done(List<StockWrite> batch) {
        sent.add(batch.stream().map(it -> it.item().item()).reduce("", String::concat));
        return Collections.nCopies(batch.size(), DONE);
    }

    private static Optional<WriteResult> refusal(StockWrite write) {
        return Optional.of(REFUSED).filter(_ -> write.item().item().equals("bad"));
    }

    private static List<StockWrite> writes(String... items) {
        return Stream.of(items)
                .map(it -> new StockWrite(new MallItem(it, ""), new Relative(1), "key"))
                .toList();
    }
}
