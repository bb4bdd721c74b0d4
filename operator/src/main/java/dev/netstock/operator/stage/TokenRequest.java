package dev.netstock.operator.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.operator.CommandException;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;

/**
 * Requests access tokens with the credentials of a client.
 *
 * @param tokenUrl the token endpoint
 * @param clientId the client
 * @param secret of the client
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html">Cognito,
 *     token endpoint</a>
 */
public record TokenRequest(URI tokenUrl, String clientId, String secret) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * Requests a token.
     *
     * @param scopes of the token; all scopes of the client if there are none
     * @throws CommandException if the issuer does not answer with a token
     */
    public String send(Collection<String> scopes) {
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request(scopes), BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new CommandException(
                        "The token endpoint %s rejected the request: %s"
                                .formatted(tokenUrl, answer.path("error").asText("no reason")));
            }
            return answer.path("access_token").asText();
        } catch (IOException e) {
            throw new CommandException(
                    "The token endpoint " + tokenUrl + " cannot be reached: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while waiting for a token");
        }
    }

    /** Leaves the secret out: what is printed may be logged. */
    @Override
    public String toString() {
        return "TokenRequest[" + tokenUrl + " " + clientId + "]";
    }

    private HttpRequest request(Collection<String> scopes) {
        String credentials = clientId + ":" + secret;
        String form = "grant_type=client_credentials";
        if (!scopes.isEmpty()) {
            form += "&scope=" + URLEncoder.encode(String.join(" ", scopes), UTF_8);
        }
        return HttpRequest.newBuilder(tokenUrl)
                .timeout(LIMIT)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    }
}
