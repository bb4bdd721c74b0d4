package dev.netstock.local.command;

import dev.netstock.operator.CommandException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code ./netstock logs}. */
@Command(name = "logs", description = "Prints the logs of the functions and of the services.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final LocalFolder folder = NetstockCommand.folder();

    @Parameters(
            arity = "0..1",
            paramLabel = "FUNCTION",
            description = "A part of the name of a log, such as checkout. Default: all logs.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Prints new lines until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LogTail> tails = logs().stream().map(LogTail::new).toList();
        if (tails.isEmpty()) {
            throw new CommandException("There is no log with " + name + " in its name");
        }
        show(tails);
        while (follow) {
            Thread.sleep(POLL_INTERVAL);
            show(tails);
        }
        return 0;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder.logs())) {
            return files.filter(this::conditionHolds).sorted().toList();
        }
    }

    private boolean conditionHolds(Path log) {
        String file = log.getFileName().toString().toLowerCase(Locale.ROOT);
        return file.endsWith(".log") && file.contains(name.toLowerCase(Locale.ROOT));
    }

    /** With several logs, a heading names the log of the following lines. */
    private static void show(List<LogTail> tails) throws IOException {
        for (LogTail tail : tails) {
            if (tails.size() > 1 && tail.hasNew()) {
                System.out.println("==> " + tail.file().getFileName() + " <==");
            }
            tail.copyNew(System.out);
        }
    }
}
