package dev.netstock.local.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** Commands in a clone where a cloud runs, by what its state file says. */
final class CommandRun implements AutoCloseable {
    private final Path repository;
    private final @Nullable RunningLock lock;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    CommandRun(Path repository, CloudState state) {
        var folder = new LocalFolder(repository);
        this.repository = repository;
        this.lock = RunningLock.tryAcquire(folder.lock()).orElseThrow();
        state.write(folder);
    }

    /** Where no cloud runs. */
    CommandRun(Path repository) {
        this.repository = repository;
        this.lock = null;
    }

    /** The exit code. */
    int run(String... arguments) {
        System.setProperty("netstock.repository", repository.toString());
        CommandLine command = NetstockCommand.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(errors, true));
        return command.execute(arguments);
    }

    /** What the commands so far said. */
    String out() {
        return out.toString();
    }

    /** What they said about errors. */
    String errors() {
        return errors.toString();
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
