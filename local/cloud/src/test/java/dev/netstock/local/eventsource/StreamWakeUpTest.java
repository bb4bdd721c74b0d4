package dev.netstock.local.eventsource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** When a mapping of a stream reads, with a stream that wakes it on command. */
class StreamWakeUpTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ScriptedFunction function = ScriptedFunction.answering("{}");
    private final RecordedFailures failures = new RecordedFailures();

    @Test
    void reader_atRest_readsOnlyWhenItIsWoken() {
        var stream = new Stream("shard");

        try (var _ = start(stream, MappingSettings.of("stream"))) {
            await().atMost(LIMIT).until(() -> stream.resting.get() == 1);
            await().during(Duration.ofMillis(500)).until(() -> stream.reads.get() == 1);

            stream.write("a");
            await().atMost(LIMIT).until(() -> function.events().size() == 1);
            await().atMost(LIMIT).until(() -> stream.resting.get() == 2);
        }

        assertThat(stream.reads).hasValue(2);
    }

    @Test
    void reader_thatIsNotWoken_readsAfterLongerAndLongerRests() {
        var stream = new Stream("shard");
        stream.endsRestsAtOnce = true;

        try (var _ = start(stream, MappingSettings.of("stream"))) {
            await().atMost(LIMIT).until(() -> stream.rests.size() >= 5);
        }

        assertThat(stream.rests.subList(0, 5).stream().map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void reader_withAWaitingRecord_restsUntilItsWindowEnds() {
        var stream = new Stream("shard");
        var settings = MappingSettings.of("stream").window(Duration.ofMinutes(2));

        try (var _ = start(stream, settings)) {
            stream.write("a");
            await().atMost(LIMIT).until(() -> stream.lastRest().toSeconds() > 60);
        }

        assertThat(stream.lastRest()).isLessThan(Duration.ofMinutes(2));
        assertThat(function.events()).isEmpty();
    }

    /** The wait of the stream does not end by itself; a close gives up after ten seconds. */
    @Test
    void close_whileAReaderRests_endsIt() {
        var stream = new Stream("shard");
        StreamMapping mapping = start(stream, MappingSettings.of("stream"));
        await().atMost(LIMIT).until(() -> stream.resting.get() == 1);

        long closedAt = System.nanoTime();
        mapping.close();
        assertThat(Duration.ofNanos(System.nanoTime() - closedAt))
                .isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void shard_whoseParentHasEnded_isReadWithoutWaitingForTheNextDiscovery() {
        var stream = new Stream("parent");

        try (var _ = start(stream, MappingSettings.of("stream"))) {
            await().atMost(LIMIT).until(() -> stream.resting.get() == 1);
            stream.child = "child";
            stream.atEnd = true;
            stream.wake.release();
            // The next discovery is after 30 seconds.
            await().atMost(Duration.ofSeconds(20)).until(() -> stream.opened.contains("child"));
        }
    }

    private StreamMapping start(Stream stream, MappingSettings settings) {
        return StreamMapping.start(settings.definition(failures), stream, function);
    }

    /** A stream of one shard, and of a child of that shard. Thread-safe. */
    private static final class Stream implements SourceStream {
        private final String first;
        private final Queue<Written> records = new ConcurrentLinkedQueue<>();
        private final Semaphore wake = new Semaphore(0);
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger resting = new AtomicInteger();
        private final List<Duration> rests = new CopyOnWriteArrayList<>();
        private final List<String> opened = new CopyOnWriteArrayList<>();
        private volatile String child = "";
        private volatile boolean atEnd;
        private volatile boolean endsRestsAtOnce;

        Stream(String first) {
            this.first = first;
        }

        void write(String name) {
            records.add(new Written(name));
            wake.release();
        }

        Duration lastRest() {
            return rests.isEmpty() ? Duration.ZERO : rests.getLast();
        }

        @Override
        public List<Shard> shards() {
            var shards = new ArrayList<>(List.of(new Shard(first, Optional.empty())));
            if (!child.isEmpty()) {
                shards.add(new Shard(child, Optional.of(first)));
            }
            return shards;
        }

        @Override
        public ShardCursor open(String shardId, StartingPosition from) {
            opened.add(shardId);
            return new Cursor(shardId.equals(first));
        }

        @Override
        public String batchInfo() {
            return "StreamBatchInfo";
        }

        private final class Cursor implements ShardCursor {
            private final boolean isFirst;

            Cursor(boolean isFirst) {
                this.isFirst = isFirst;
            }

            @Override
            public List<Written> read(int limit) {
                reads.incrementAndGet();
                Written next = records.poll();
                return next == null ? List.of() : List.of(next);
            }

            @Override
            public boolean awaitRecords(Duration limit) throws InterruptedException {
                if (limit.isZero()) {
                    return wake.tryAcquire();
                }
                rests.add(limit);
                if (endsRestsAtOnce) {
                    return false;
                }
                resting.incrementAndGet();
                wake.acquire();
                return true;
            }

            @Override
            public boolean isAtEnd() {
                return isFirst && atEnd;
            }
        }
    }

    private record Written(String sequenceNumber) implements SourceRecord {
        @Override
        public Instant arrivedAt() {
            return Instant.now();
        }

        @Override
        public Object lane() {
            return sequenceNumber;
        }

        @Override
        public ObjectNode event() {
            return JsonNodeFactory.instance.objectNode().put("name", sequenceNumber);
        }
    }
}
