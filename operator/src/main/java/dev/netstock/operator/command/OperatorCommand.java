package dev.netstock.operator.command;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.AwsClients;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.Optional;
import java.util.function.BiFunction;

/** The command line for operators of a stage. */
@Command(
        name = "netstock",
        description = {
            "Operates a deployed stage of net-stock.",
            "",
            "Finds the stage through its CloudFormation stacks NetStock-STAGE-*. Credentials,"
                    + " region and endpoints come from --profile and --region, from the environment"
                    + " variables of the AWS SDKs (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, ...)"
                    + " or from the shared AWS configuration files.",
            ""
        },
        synopsisHeading = "Usage: ",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Example: netstock --stage prod --profile shop-operator status",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        },
        subcommands = {
            StatusCommand.class,
            ExplainCommand.class,
            ImportsCommand.class,
            ContradictionsCommand.class,
            ReconcileCommand.class,
            SaleModeCommand.class,
            MallsCommand.class,
            ShardsCommand.class,
            RedriveCommand.class,
            RebuildCommand.class,
            RestoreDrillCommand.class,
            SmokeCommand.class,
            TokenCommand.class
        })
public final class OperatorCommand {
    private final BiFunction<Optional<String>, Optional<String>, AwsClients> clients;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            scope = ScopeType.INHERIT,
            description = "The deployed stage, such as prod. Required.")
    private String stage = "";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            scope = ScopeType.INHERIT,
            description = "The AWS profile with the credentials.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            scope = ScopeType.INHERIT,
            description = "The AWS region of the stage.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Prints JSON instead of text.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Prints this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it.
    private boolean help;

    private OperatorCommand(BiFunction<Optional<String>, Optional<String>, AwsClients> clients) {
        this.clients = clients;
    }

    public static void main(String[] arguments) {
        logAsText();
        System.exit(commandLine(AwsClients::of).execute(arguments));
    }

    /**
     * Lets libraries log warnings as text. The libraries that are shared with the functions bring
     * their logger, which writes JSON. To be called before anything logs.
     */
    public static void logAsText() {
        System.setProperty("slf4j.provider", "org.slf4j.jul.JULServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /**
     * The command line, ready to run.
     *
     * @param clients makes the AWS clients for a profile and a region
     */
    public static CommandLine commandLine(
            BiFunction<Optional<String>, Optional<String>, AwsClients> clients) {
        return new CommandLine(new OperatorCommand(clients))
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(OperatorCommand::report);
    }

    /** The name of the stage; empty if the option is missing. */
    String stage() {
        return stage;
    }

    boolean isJson() {
        return json;
    }

    AwsClients clients() {
        return clients.apply(profile, region);
    }

    /** A failure that a user can fix is one line. Any other is a bug and shows its stack trace. */
    private static int report(Exception exception, CommandLine commandLine, ParseResult result)
            throws Exception {
        String message =
                switch (exception) {
                    case CommandException e -> e.getMessage();
                    case SdkException e -> AwsFailure.message(e);
                    default -> throw exception;
                };
        commandLine.getErr().println(message);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
