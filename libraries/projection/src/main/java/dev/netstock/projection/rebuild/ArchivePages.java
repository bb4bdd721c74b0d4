package dev.netstock.projection.rebuild;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.projection.rebuild.ReplayCursor.InArchive;
import dev.netstock.projection.rebuild.ReplayCursor.InDeltas;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One part of the archive, page by page; an object stays open from page to page. To be used by one
 * thread, and closed.
 */
final class ArchivePages implements AutoCloseable {
    private static final int LINES_MAX = 500;

    private final EventArchive archive;
    private final ArchiveWindow window;
    private final int segment;
    private final int segments;
    private final Deque<String> names = new ArrayDeque<>();
    private InArchive position = new InArchive("", InArchive.WHOLE);
    private @Nullable BufferedReader open;

    ArchivePages(EventArchive archive, ArchiveWindow window, int segment, int segments) {
        this.archive = archive;
        this.window = window;
        this.segment = segment;
        this.segments = segments;
    }

    PastPage next(InArchive at) {
        if (at.lines() != InArchive.WHOLE) {
            return read(at.object(), at.lines());
        }
        return nextName(at.object())
                .map(name -> read(name, 0))
                .orElseGet(
                        () -> new PastPage(List.of(), Optional.of(new InDeltas(Optional.empty()))));
    }

    @Override
    public void close() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("An object of the archive could not be closed", e);
            }
            open = null;
        }
    }

    /** The objects are shared out among the parts by their names. */
    private Optional<String> nextName(String last) {
        String after = last.compareTo(window.after()) < 0 ? window.after() : last;
        while (true) {
            if (names.isEmpty()) {
                names.addAll(archive.names(after));
            }
            if (names.isEmpty() || names.getFirst().compareTo(window.until()) >= 0) {
                return Optional.empty();
            }
            after = names.removeFirst();
            if (Math.floorMod(after.hashCode(), segments) == segment) {
                return Optional.of(after);
            }
        }
    }

    private PastPage read(String name, int line) {
        try {
            return read(name, line, opened(name, line));
        } catch (IOException e) {
            throw new UncheckedIOException("The archive could not be read: " + name, e);
        }
    }

    private PastPage read(String name, int from, BufferedReader lines) throws IOException {
        List<StockEvent> events = new ArrayList<>();
        int line = from;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            event(text, name, line).ifPresent(events::add);
            if (line - from == LINES_MAX) {
                position = new InArchive(name, line);
                return new PastPage(events, Optional.of(position));
            }
        }
        close();
        return new PastPage(events, Optional.of(new InArchive(name, InArchive.WHOLE)));
    }

    /** The object that is open already, if it stands at the line. */
    private BufferedReader opened(String name, int line) throws IOException {
        if (open != null && position.equals(new InArchive(name, line))) {
            return open;
        }
        close();
        BufferedReader lines = archive.open(name);
        open = lines;
        for (int skipped = 0; skipped < line; skipped++) {
            lines.readLine();
        }
        return lines;
    }

    /** What cannot be read ends the replay: a projection without it would be wrong in silence. */
    private Optional<StockEvent> event(String text, String name, int line) {
        ReceivedEvent received = EventJson.read(text);
        if (received instanceof ReceivedEvent.Invalid) {
            throw new IllegalStateException("Line %d of %s is no event".formatted(line, name));
        }
        return received.known().filter(event -> event.type().isOfDelta()).filter(window::has);
    }
}
