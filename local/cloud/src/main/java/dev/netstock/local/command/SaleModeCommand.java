package dev.netstock.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./netstock sale-mode}. */
@Command(
        name = "sale-mode",
        description = "Shows how a sale day stands, step by step; plans one, or ends it.")
final class SaleModeCommand implements Callable<Integer> {
    private static final String PATH = "/v1/sale-mode";

    /** Where the script says the user is. */
    private static final String CALLER = "netstock.caller";

    private final LocalFolder folder = NetstockCommand.folder();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Plans a sale, by JSON: {\"sale\": …, \"skus\": […], …}.")
    private Optional<Path> plan = Optional.empty();

    @Option(names = "--off", description = "Leaves the sale, or gives its plan up.")
    private boolean off;

    @Override
    public Integer call() {
        var api = new ApiReading(RunningCloud.require(folder), "netstock/operate");
        var answer = body().map(json -> api.put(PATH, json)).orElseGet(() -> api.get(PATH));
        System.out.println(answer.toPrettyString());
        return 0;
    }

    private Optional<String> body() {
        if (off && plan.isPresent()) {
            throw new CommandException("Either a plan, or off");
        }
        return off ? Optional.of("{\"wanted\": \"off\"}") : plan.map(SaleModeCommand::wish);
    }

    private static String wish(Path plan) {
        return "{\"wanted\": \"on\", \"plan\": %s}".formatted(read(plan));
    }

    private static String read(Path file) {
        try {
            return Files.readString(Path.of(System.getProperty(CALLER, "")).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The plan cannot be read", e);
        }
    }
}
