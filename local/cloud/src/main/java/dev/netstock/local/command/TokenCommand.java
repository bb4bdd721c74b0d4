package dev.netstock.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** {@code ./netstock token}. */
@Command(name = "token", description = "Prints an access token for the running API.")
final class TokenCommand implements Runnable {
    private final LocalFolder folder = NetstockCommand.folder();

    @Option(
            names = "--scope",
            split = "[, ]+",
            description = "What it may do, such as netstock/read; all scopes if none is named.")
    private List<String> scopes = new ArrayList<>();

    @Override
    public void run() {
        System.out.println(new TokenRequest(RunningCloud.require(folder)).send(scopes));
    }
}
