package dev.netstock.local.saleday.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Kills processes of functions while they are at work: {@code kill -9}, whatever they are at.
 * Thread-safe.
 */
public final class Killing {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI environments;
    private final Random random;
    private final Queue<Kill> kills = new ConcurrentLinkedQueue<>();

    /**
     * @param lambda where the local Lambda listens
     */
    public Killing(HttpClient http, URI lambda, Random random) {
        this.http = http;
        this.environments = lambda.resolve("/local/environments");
        this.random = random;
    }

    /** Kills one that is at work, if one is. */
    public void killOne() throws InterruptedException {
        List<JsonNode> busy = busy();
        if (!busy.isEmpty()) {
            JsonNode victim = busy.get(random.nextInt(busy.size()));
            Optional<ProcessHandle> process = ProcessHandle.of(victim.path("pid").asLong());
            if (process.map(ProcessHandle::destroyForcibly).orElse(false)) {
                kills.add(new Kill(Instant.now(), victim.path("function").asText()));
            }
        }
    }

    public List<Kill> kills() {
        return List.copyOf(kills);
    }

    private List<JsonNode> busy() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(environments).build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return JSON.readTree(answer)
                    .path("environments")
                    .valueStream()
                    .filter(each -> each.path("state").asText().equals("BUSY"))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
