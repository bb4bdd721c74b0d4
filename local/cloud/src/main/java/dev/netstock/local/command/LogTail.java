package dev.netstock.local.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies what was appended to a file since the last copy. Not thread-safe. */
final class LogTail {
    private final Path file;
    private long position;

    LogTail(Path file) {
        this.file = file;
    }

    boolean hasNew() throws IOException {
        return Files.exists(file) && Files.size(file) != position;
    }

    /** Copies what is new. A file that shrank is copied from its start. */
    void copyNew(OutputStream target) throws IOException {
        if (!hasNew()) {
            return;
        }
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            channel.position(size < position ? 0 : position);
            Channels.newInputStream(channel).transferTo(target);
            position = channel.position();
            target.flush();
        }
    }

    Path file() {
        return file;
    }
}
