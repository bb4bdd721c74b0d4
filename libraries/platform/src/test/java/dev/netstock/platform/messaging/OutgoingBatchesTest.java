package dev.netstock.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class OutgoingBatchesTest {
    private static final long MOST = OutgoingBatches.BYTES_MAX;

    @Test
    void of_noMessages_returnsNoBatch() {
        assertThat(sizes()).isEmpty();
    }

    @Test
    void of_smallMessages_returnsBatchesOfTen() {
        long[] small = LongStream.generate(() -> 1).limit(21).toArray();
        assertThat(sizes(small)).containsExactly(10, 10, 1);
    }

    @Test
    void of_messagesThatFillARequestExactly_returnsOneBatch() {
        assertThat(sizes(MOST / 2, MOST / 2)).containsExactly(2);
        assertThat(sizes(MOST / 2, MOST / 2 + 1)).containsExactly(1, 1);
        assertThat(sizes(MOST, 1, MOST)).containsExactly(1, 1, 1);
    }

    private static List<Integer> sizes(long... bytes) {
        List<OutgoingMessage<String>> messages = new ArrayList<>();
        for (long size : bytes) {
            messages.add(new OutgoingMessage<>("" + messages.size(), "id", size, "entry"));
        }
        return OutgoingBatches.of(messages).stream().map(List::size).toList();
    }
}
