package dev.netstock.local.command;

import dev.netstock.local.template.TemplateException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

import java.nio.file.Path;

/**
 * {@code ./netstock}: the script at the repository's root finds JDK 25, builds what is missing, and
 * hands over to this.
 */
@Command(
        name = "./netstock",
        description =
                "Runs net-stock on this machine: the CDK templates as they would be deployed.",
        subcommands = {
            UpCommand.class,
            EnvCommand.class,
            TokenCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DownCommand.class,
            CatalogueCommand.class,
            LiveCommand.class,
            SaleDayCommand.class,
            ExplainCommand.class,
            ImportsCommand.class,
            ContradictionsCommand.class,
            ReconcileCommand.class,
            SaleModeCommand.class,
            RedriveCommand.class,
            RebuildCommand.class,
            HelpCommand.class
        })
public final class NetstockCommand {
    /** Where the script says the repository is. */
    private static final String REPOSITORY = "netstock.repository";

    private NetstockCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new NetstockCommand());
        commandLine.setExecutionExceptionHandler(NetstockCommand::explain);
        return commandLine;
    }

    static LocalFolder folder() {
        return new LocalFolder(Path.of(System.getProperty(REPOSITORY, "")).toAbsolutePath());
    }

    /** What the user can act on is told in one line; anything else is a fault and shows where. */
    private static int explain(
            Exception exception, CommandLine commandLine, CommandLine.ParseResult result)
            throws Exception {
        if (exception instanceof CommandException || exception instanceof TemplateException) {
            commandLine.getErr().println(exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw exception;
    }
}
