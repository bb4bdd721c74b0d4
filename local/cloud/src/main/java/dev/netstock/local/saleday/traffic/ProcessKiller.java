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

/** Kills busy processes of functions with {@code kill -9}. Thread-safe. */
public final class ProcessKiller {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI environments;
    private final Random random;
    private final Queue<ProcessKill> kills = new ConcurrentLinkedQueue<>();

    /**
     * @param lambda endpoint of the local Lambda
     */
    public ProcessKiller(HttpClient http, URI lambda, Random random) {
        this.http = http;
        this.environments = lambda.resolve("/local/environments");
        this.random = random;
    }

    /** Kills a random busy process, if there is one. */
    public void killOne() throws InterruptedException {
        List<JsonNode> busy = busy();
        if (!busy.isEmpty()) {
            JsonNode victim = busy.get(random.nextInt(busy.size()));
            Optional<ProcessHandle> process = ProcessHandle.of(victim.path("pid").asLong());
            if (process.map(ProcessHandle::destroyForcibly).orElse(false)) {
                kills.add(new ProcessKill(Instant.now(), victim.path("function").asText()));
            }
        }
    }

    public List<ProcessKill> kills() {
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
