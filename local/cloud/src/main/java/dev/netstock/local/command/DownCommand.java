package dev.netstock.local.command;

import picocli.CommandLine.Command;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code ./netstock down}. */
@Command(name = "down", description = "Stops the running cloud.")
final class DownCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(40);

    private final LocalFolder folder = NetstockCommand.folder();

    @Override
    public Integer call() {
        if (!RunningLock.isHeld(folder.lock())) {
            System.out.println("No local cloud is running.");
            return 0;
        }
        System.out.println(
                "Stopping. After a build, functions first write archives of their classes.");
        long pid = RunningLock.owner(folder.lock());
        ProcessHandle.of(pid).ifPresent(DownCommand::stop);
        System.out.println("Stopped.");
        return 0;
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
