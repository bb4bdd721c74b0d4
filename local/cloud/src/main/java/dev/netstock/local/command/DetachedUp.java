package dev.netstock.local.command;

import dev.netstock.operator.CommandException;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the cloud in a process with a session of its own, so that neither Ctrl-C nor the end of
 * this terminal stops it, and prints its output until it is ready.
 */
final class DetachedUp {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final String JVM_OPTIONS = "local/cloud/jvm.options";
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final LocalFolder folder;
    private final List<String> arguments;

    DetachedUp(LocalFolder folder, List<String> arguments) {
        this.folder = folder;
        this.arguments = arguments;
    }

    /** Starts the cloud and returns the exit code: 0 when it is ready. */
    int start() {
        Path log = folder.logs().resolve("cloud.log");
        try {
            Files.deleteIfExists(log);
            Process process = processBuilder(log).start();
            var abandon = new Thread(process::destroy, "abandon");
            Runtime.getRuntime().addShutdownHook(abandon);
            boolean ready = followUntilReady(process, log);
            Runtime.getRuntime().removeShutdownHook(abandon);
            if (!ready) {
                System.out.println("The local cloud has ended. Its output: " + log);
            }
            return ready ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException("The local cloud could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while the local cloud was starting");
        }
    }

    private ProcessBuilder processBuilder(Path log) {
        List<String> command = new ArrayList<>();
        command.add(Files.isExecutable(SETSID) ? SETSID.toString() : "nohup");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + folder.repository().resolve(JVM_OPTIONS));
        command.add("-Dnetstock.repository=" + folder.repository());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(NetstockCommand.class.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.repository().toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
    }

    private boolean followUntilReady(Process process, Path log)
            throws IOException, InterruptedException {
        var tail = new LogTail(log);
        while (process.isAlive() && !isReady(process)) {
            tail.copyNew(System.out);
            Thread.sleep(POLL_INTERVAL);
        }
        tail.copyNew(System.out);
        return process.isAlive();
    }

    private boolean isReady(Process process) {
        return CloudState.read(folder).filter(state -> state.pid() == process.pid()).isPresent();
    }
}
