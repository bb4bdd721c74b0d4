package dev.netstock.local.command;

import picocli.CommandLine.Command;

import java.util.List;

/** {@code ./netstock env}. */
@Command(
        name = "env",
        description =
                "Prints exports for a shell to use the running cloud: eval \"$(./netstock env)\"")
final class EnvCommand implements Runnable {
    private final LocalFolder folder = NetstockCommand.folder();

    @Override
    public void run() {
        CloudState state = RunningCloud.require(folder);
        String token = state.clients().isEmpty() ? "" : new TokenRequest(state).send(List.of());
        new EnvironmentExports(state).shellLines(token).forEach(System.out::println);
    }
}
