package dev.netstock.local.command;

import picocli.CommandLine.Command;

/** {@code ./netstock status}. */
@Command(name = "status", description = "Says what runs and where it is reached.")
final class StatusCommand implements Runnable {
    private final LocalFolder folder = NetstockCommand.folder();

    @Override
    public void run() {
        new Welcome(RunningCloud.require(folder), folder).lines().forEach(System.out::println);
    }
}
