package dev.netstock.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Asks the API of the running cloud, with a token of its own. */
record ApiReading(CloudState state, String scope) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The answer of a path.
     *
     * @throws CommandException if it is not 200, with what the API says about it
     */
    JsonNode get(String path) {
        return answer(request(path).build());
    }

    /**
     * The answer to a body that is put there.
     *
     * @throws CommandException if it is not 200, with what the API says about it
     */
    JsonNode put(String path, String json) {
        return answer(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(state.apiUrl()).resolve(path))
                .header("Authorization", "Bearer " + new TokenRequest(state).send(List.of(scope)));
    }

    private static JsonNode answer(HttpRequest request) {
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new CommandException(
                        response.statusCode()
                                + " "
                                + answer.path("detail").asText(answer.path("title").asText()));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("The API cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while waiting for the API");
        }
    }
}
