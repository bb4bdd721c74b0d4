package dev.netstock.operator.command;

import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** {@code netstock token}. */
@Command(
        name = "token",
        description =
                "Prints an access token of the operator client. It is valid for one hour. Treat it"
                        + " as a password.",
        footer = {"", "Example: TOKEN=$(netstock --stage prod token --scope netstock/read)"})
final class TokenCommand extends StageCommand {
    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            split = "[, ]+",
            description =
                    "A scope of the token, such as netstock/read. May be repeated. Default: all"
                            + " scopes of the operator client.")
    private List<String> scopes = new ArrayList<>();

    @Override
    int run(Stage stage, AwsClients clients) {
        String token = token(clients).of(stage, scopes);
        if (isJson()) {
            printJson(JSON.createObjectNode().put("accessToken", token));
        } else {
            out().println(token);
        }
        return 0;
    }
}
