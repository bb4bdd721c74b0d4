package dev.netstock.operator.stage;

import dev.netstock.operator.CommandException;

import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;

/**
 * Access tokens of the operator client. Its id is the output {@code OperatorClientId}; Cognito has
 * its secret. A stage that trusts an external issuer has no such client: its operators set {@code
 * NETSTOCK_TOKEN}.
 *
 * @param clients the AWS clients
 * @param issued the value of {@code NETSTOCK_TOKEN}
 */
public record OperatorToken(AwsClients clients, Optional<String> issued) {
    /**
     * Returns a token.
     *
     * @param scopes of the token; all scopes of the operator client if there are none
     */
    public String of(Stage stage, Collection<String> scopes) {
        return stage.optionalOutput("OperatorClientId")
                .map(clientId -> request(stage, clientId).send(scopes))
                .or(() -> issued)
                .orElseThrow(
                        () ->
                                new CommandException(
                                        "Stage %s accepts tokens of an external issuer. Set NETSTOCK_TOKEN to one of its tokens."
                                                .formatted(stage.name())));
    }

    /** Leaves the token out: what is printed may be logged. */
    @Override
    public String toString() {
        return "OperatorToken[]";
    }

    private TokenRequest request(Stage stage, String clientId) {
        try (var cognito = clients.cognito()) {
            UserPoolClientType client =
                    cognito.describeUserPoolClient(
                                    it ->
                                            it.userPoolId(stage.output("UserPoolId"))
                                                    .clientId(clientId))
                            .userPoolClient();
            return new TokenRequest(
                    URI.create(stage.output("TokenUrl")), clientId, client.clientSecret());
        }
    }
}
