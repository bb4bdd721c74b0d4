package dev.netstock.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Asks the local issuer for an access token, as a client of the deployed API asks Cognito. */
record TokenRequest(CloudState state) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A token with these scopes, from a client that may have them; with all scopes of the client
     * that may have most if none are named.
     *
     * @throws CommandException if no client may have them
     */
    String send(Collection<String> scopes) {
        CloudState.Client client = client(Set.copyOf(scopes));
        List<String> asked = scopes.isEmpty() ? client.scopes() : List.copyOf(scopes);
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request(client, asked), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new CommandException("The local issuer refused: " + response.body());
            }
            return JSON.readTree(response.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("The local issuer cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while waiting for a token");
        }
    }

    private CloudState.Client client(Set<String> scopes) {
        if (state.clients().isEmpty()) {
            throw new CommandException(
                    "The stage's tokens come from an issuer elsewhere: ask that one");
        }
        return state.clients().stream()
                .filter(client -> client.scopes().containsAll(scopes))
                .max(Comparator.comparingInt(client -> client.scopes().size()))
                .orElseThrow(() -> new CommandException("No client may have " + scopes));
    }

    private static HttpRequest request(CloudState.Client client, List<String> scopes) {
        String credentials = client.id() + ":" + client.secret();
        String scope = URLEncoder.encode(String.join(" ", scopes), UTF_8);
        return HttpRequest.newBuilder(URI.create(client.tokenUrl()))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope))
                .build();
    }
}
