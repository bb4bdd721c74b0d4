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
 * Reads one segment of the archive, page by page; an object stays open between pages. For use by
 * one thread; must be closed.
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

    ReplayPage next(InArchive at) {
        if (at.lines() != InArchive.WHOLE) {
            return read(at.object(), at.lines());
        }
        return nextName(at.object())
                .map(name -> read(name, 0))
                .orElseGet(
                        () ->
                                new ReplayPage(
                                        List.of(), Optional.of(new InDeltas(Optional.empty()))));
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

    /** Objects are assigned to segments by the hash of their names. */
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

    private ReplayPage read(String name, int line) {
        try {
            return read(name, line, openAt(name, line));
        } catch (IOException e) {
            throw new UncheckedIOException("The archive could not be read: " + name, e);
        }
    }

    private ReplayPage read(String name, int from, BufferedReader lines) throws IOException {
        List<StockEvent> events = new ArrayList<>();
        int line = from;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            event(text, name, line).ifPresent(events::add);
            if (line - from == LINES_MAX) {
                position = new InArchive(name, line);
                return new ReplayPage(events, Optional.of(position));
            }
        }
        close();
        return new ReplayPage(events, Optional.of(new InArchive(name, InArchive.WHOLE)));
    }

    /** Reuses the open object if it is positioned at the line. */
    private BufferedReader openAt(String name, int line) throws IOException {
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

    /** An unreadable line ends the replay: without it, the projection would be silently wrong. */
    private Optional<StockEvent> event(String text, String name, int line) {
        ReceivedEvent received = EventJson.read(text);
        if (received instanceof ReceivedEvent.Invalid) {
            throw new IllegalStateException("Line %d of %s is not an event".formatted(line, name));
        }
        return received.known().filter(event -> event.type().isOfDelta()).filter(window::contains);
    }
}
