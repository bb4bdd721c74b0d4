package dev.netstock.ledger.drill;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.StockEvent;
import dev.netstock.ledger.drill.DynamoTablePair.Applied;
import dev.netstock.ledger.drill.DynamoTablePair.AppliedRow;
import dev.netstock.ledger.drill.DynamoTablePair.RowKey;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.projection.rebuild.EventArchive;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.event.StockEvents;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds what the copies lack, from the archive and from the table of deltas, and posts it to the
 * restored ledger. Every step counts once, so a replay may be interrupted and repeated.
 * Thread-safe.
 *
 * @param live the tables of the stage, which are only read
 * @param copies the restored tables
 * @param posting posts to the restored ledger
 * @param archive the archive of events
 */
record Replay(
        DynamoTablePair live, DynamoTablePair copies, LedgerPosting posting, EventArchive archive) {
    /** Rows older than the moment may have been on their way to a table or to the archive. */
    static final Duration BEFORE = Duration.ofHours(1);

    /** More causes than this are counted, not listed. */
    private static final int LISTED_MAX = 200;

    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    /** What a call has replayed. */
    private static final class Progress {
        private long read;
        private long added;
        private long rebuilt;
        private long withoutItem;
        private final List<String> causes = new ArrayList<>();
        private @Nullable Instant oldest;

        void count(Delta delta, Applied applied, boolean isRebuilt) {
            if (applied == Applied.KNOWN) {
                return;
            }
            added++;
            rebuilt += isRebuilt ? 1 : 0;
            withoutItem += applied == Applied.WITHOUT_ITEM ? 1 : 0;
            Instant at = delta.origin().at();
            oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
            if (causes.size() < LISTED_MAX) {
                causes.add(delta.cause().key() + "#" + delta.step());
            }
        }

        String json(Optional<String> next) {
            return JsonWriter.object(json -> write(json, next));
        }

        private void write(JsonGenerator json, Optional<String> next) throws IOException {
            json.writeNumberField("read", read);
            json.writeNumberField("added", added);
            json.writeNumberField("rebuilt", rebuilt);
            json.writeNumberField("withoutItem", withoutItem);
            json.writeArrayFieldStart("events");
            for (String cause : causes) {
                json.writeString(cause);
            }
            json.writeEndArray();
            if (oldest != null) {
                json.writeStringField("oldest", oldest.toString());
            }
            if (next.isPresent()) {
                json.writeStringField("cursor", next.get());
            }
        }
    }

    /** Replays whole objects of the archive, from the day before the moment on. */
    String archive(DrillRequest request, Call call) {
        var progress = new Progress();
        Instant from = request.at().minus(BEFORE);
        String after =
                request.cursor()
                        .orElse(EventArchive.PREFIX + DAY.format(from.minus(Duration.ofDays(1))));
        while (true) {
            List<String> names = archive.names(after);
            if (names.isEmpty()) {
                return progress.json(Optional.empty());
            }
            for (String name : names) {
                object(name, from, progress, call);
                after = name;
                if (!call.deadline().leaves(MARGIN)) {
                    return progress.json(Optional.of(after));
                }
            }
        }
    }

    private void object(String name, Instant from, Progress progress, Call call) {
        List<StockEvent> events = new ArrayList<>();
        try (BufferedReader lines = archive.open(name)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ReceivedEvent received = EventJson.read(line);
                if (received instanceof ReceivedEvent.Invalid) {
                    throw new IllegalStateException("A line of %s is not an event".formatted(name));
                }
                received.known().filter(it -> !it.time().isBefore(from)).ifPresent(events::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The archive could not be read: " + name, e);
        }
        Map<RowKey, StockEvent> steps = new LinkedHashMap<>();
        for (StockEvent event : events) {
            RebuiltDelta.of(event).ifPresent(delta -> steps.put(RowKey.of(delta), event));
        }
        progress.read += steps.size();
        steps.keySet().removeAll(copies.rows(steps.keySet(), call).keySet());
        Map<RowKey, Delta> rows = live.rows(steps.keySet(), call);
        List<StockEvent> added = new ArrayList<>();
        steps.forEach(
                (key, event) -> {
                    Delta row = rows.get(key);
                    Delta delta = row == null ? RebuiltDelta.of(event).orElseThrow() : row;
                    AppliedRow applied = copies.apply(delta, call);
                    progress.count(delta, applied.how(), row == null);
                    added.add(
                            applied.row().equals(delta)
                                    ? event
                                    : StockEvents.of(applied.row()).orElseThrow());
                });
        post(added);
    }

    /** Replays the rows of the table of deltas, page by page. */
    String table(DrillRequest request, Call call) {
        var progress = new Progress();
        var after = request.cursor();
        do {
            var page = live.rowsSince(request.at().minus(BEFORE), after, call);
            rows(page.rows(), progress, call);
            after = page.next();
        } while (after.isPresent() && call.deadline().leaves(MARGIN));
        return progress.json(after);
    }

    /** Internal rows have no event, and are not in the archive: moves, fences, undone takes. */
    private void rows(List<Delta> rows, Progress progress, Call call) {
        progress.read += rows.size();
        var known = copies.rows(rows.stream().map(RowKey::of).toList(), call).keySet();
        List<StockEvent> added = new ArrayList<>();
        for (Delta row : rows) {
            if (!known.contains(RowKey.of(row)) && !RebuiltDelta.isSupply(row)) {
                AppliedRow applied = copies.apply(row, call);
                Optional<StockEvent> event = StockEvents.of(applied.row());
                if (event.isPresent()) {
                    progress.count(row, applied.how(), false);
                    added.add(event.get());
                }
            }
        }
        post(added);
    }

    private void post(List<StockEvent> events) {
        if (!events.isEmpty()) {
            posting.post(events);
        }
    }
}
