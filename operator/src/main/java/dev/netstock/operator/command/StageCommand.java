package dev.netstock.operator.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.OperatorToken;
import dev.netstock.operator.stage.Stage;
import dev.netstock.operator.stage.StageApi;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A command on a stage, with what all of them need. */
abstract class StageCommand implements Callable<Integer> {
    /** The scope of requests that read stock. */
    static final String READ = "netstock/read";

    /** The scope of requests for operators. */
    static final String OPERATE = "netstock/operate";

    static final ObjectMapper JSON = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() throws InterruptedException {
        OperatorCommand options = (OperatorCommand) spec.root().userObject();
        if (options.stage().isEmpty()) {
            throw usage("Missing required option: '--stage=STAGE'");
        }
        AwsClients clients = options.clients();
        try (var cloudFormation = clients.cloudFormation()) {
            return run(Stage.find(options.stage(), cloudFormation), clients);
        }
    }

    /** Runs the command and returns its exit code. */
    abstract int run(Stage stage, AwsClients clients) throws InterruptedException;

    /** The API of the stage, with a token of this scope. */
    static StageApi api(Stage stage, AwsClients clients, String scope) {
        return new StageApi(
                URI.create(stage.output("ApiUrl")), token(clients).of(stage, List.of(scope)));
    }

    static OperatorToken token(AwsClients clients) {
        return new OperatorToken(clients, Optional.ofNullable(System.getenv("NETSTOCK_TOKEN")));
    }

    /** Wrong usage of the command: it exits with 2. */
    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** For progress, so that the output has the result alone. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final boolean isJson() {
        return ((OperatorCommand) spec.root().userObject()).isJson();
    }

    /** Prints JSON with --json, else its members and tables. */
    final void print(JsonNode value) {
        if (isJson()) {
            printJson(value);
        } else {
            new TextView(out()).print(value);
        }
    }

    final void printJson(JsonNode value) {
        try {
            out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON could not be written", e);
        }
    }
}
