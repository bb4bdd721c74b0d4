package dev.netstock.local.command;

import picocli.CommandLine.Command;

/** {@code ./netstock status}: the part that knows the local cloud. */
@Command(name = "status", description = "Shows the addresses of the running local cloud.")
final class StatusCommand implements Runnable {
    private final LocalFolder folder = NetstockCommand.folder();

    @Override
    public void run() {
        new Welcome(RunningCloud.require(folder), folder).lines().forEach(System.out::println);
    }
}
