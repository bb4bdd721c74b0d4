package dev.netstock.local.command;

import picocli.CommandLine.Command;

import java.util.List;

/** {@code ./netstock env}. */
@Command(
        name = "env",
        description =
                "Prints exports that let a shell use the running cloud: eval \"$(./netstock env)\"")
final class EnvCommand implements Runnable {
    private final LocalFolder folder = NetstockCommand.folder();

    @Override
    public void run() {
        CloudState state = RunningCloud.require(folder);
        String token = state.clients().isEmpty() ? "" : state.token(List.of());
        new EnvironmentExports(state).shellLines(token).forEach(System.out::println);
    }
}
