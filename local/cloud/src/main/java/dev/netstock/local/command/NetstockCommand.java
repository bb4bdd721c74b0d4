package dev.netstock.local.command;

import dev.netstock.local.template.TemplateException;
import dev.netstock.operator.CommandException;
import dev.netstock.operator.command.OperatorCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

import java.nio.file.Path;

/**
 * The commands of the local cloud. The script {@code ./netstock} finds JDK 25, builds what is
 * missing, and starts this class, or the commands for operators.
 */
@Command(
        name = "./netstock",
        description =
                "Runs net-stock on this machine, from the CDK templates that would be deployed.",
        subcommands = {
            UpCommand.class,
            EnvCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DownCommand.class,
            CatalogueCommand.class,
            LiveCommand.class,
            LoadCommand.class,
            SaleDayCommand.class,
            HelpCommand.class
        })
public final class NetstockCommand {
    /** The system property in which the script passes the folder of the repository. */
    private static final String REPOSITORY = "netstock.repository";

    private NetstockCommand() {}

    public static void main(String[] arguments) {
        OperatorCommand.logAsText();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new NetstockCommand());
        commandLine.setExecutionExceptionHandler(NetstockCommand::report);
        return commandLine;
    }

    static LocalFolder folder() {
        return new LocalFolder(Path.of(System.getProperty(REPOSITORY, "")).toAbsolutePath());
    }

    /**
     * A failure that the user can fix is one line. Any other is a bug and shows its stack trace.
     */
    private static int report(
            Exception exception, CommandLine commandLine, CommandLine.ParseResult result)
            throws Exception {
        if (exception instanceof CommandException || exception instanceof TemplateException) {
            commandLine.getErr().println(exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw exception;
    }
}
