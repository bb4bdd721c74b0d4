package dev.netstock.local.command;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.TokenRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses of the running cloud, for the other commands of the local cloud.
 *
 * @param pid the process that runs it
 * @param endpoints environment variables of the AWS SDKs: {@code AWS_ENDPOINT_URL_DYNAMODB} and so
 *     on, and further settings that their clients need here
 * @param outputs of the stacks, by key
 * @param clients of the user pool; none if the templates trust an external issuer
 * @param mallsUrl of the simulators of malls; null if they do not run
 */
record CloudState(
        long pid,
        String stage,
        String region,
        String apiUrl,
        Map<String, String> endpoints,
        Map<String, String> outputs,
        List<Client> clients,
        @Nullable String mallsUrl) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** An app client of a user pool. */
    record Client(String tokenUrl, String id, String secret, List<String> scopes) {}

    /**
     * An output of the stacks.
     *
     * @throws CommandException if no stack has it
     */
    String output(String name) {
        return Optional.ofNullable(outputs.get(name))
                .orElseThrow(() -> new CommandException("The templates have no output " + name));
    }

    /**
     * An access token with these scopes, from a client that may have them; with all scopes of the
     * client that has the most if there are none.
     *
     * @throws CommandException if no client may have them
     */
    String token(Collection<String> scopes) {
        if (clients.isEmpty()) {
            throw new CommandException(
                    "Stage " + stage + " accepts tokens of an external issuer. Request one there.");
        }
        Client client =
                clients.stream()
                        .filter(it -> it.scopes().containsAll(scopes))
                        .max(Comparator.comparingInt(it -> it.scopes().size()))
                        .orElseThrow(
                                () -> new CommandException("No client has the scopes " + scopes));
        return new TokenRequest(URI.create(client.tokenUrl()), client.id(), client.secret())
                .send(scopes);
    }

    /** Reads the state of a running cloud; empty if none runs, or it is still starting. */
    static Optional<CloudState> read(LocalFolder folder) {
        if (!RunningLock.isHeld(folder.lock()) || !Files.exists(folder.state())) {
            return Optional.empty();
        }
        try {
            var state = JSON.readValue(folder.state().toFile(), CloudState.class);
            // A killed run leaves its file behind until the next run removes it.
            return Optional.of(state).filter(it -> it.pid() == RunningLock.owner(folder.lock()));
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the local cloud cannot be read", e);
        }
    }

    /**
     * Writes the file atomically, readable by this user alone: it has the secrets of the clients.
     */
    void write(LocalFolder folder) {
        try {
            Path draft =
                    Files.createTempFile(
                            folder.state().getParent(),
                            "state",
                            ".json",
                            asFileAttribute(fromString("rw-------")));
            JSON.writeValue(draft.toFile(), this);
            Files.move(draft, folder.state(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the local cloud cannot be written", e);
        }
    }

    /** Removes the file of an earlier run. */
    static void remove(LocalFolder folder) {
        try {
            Files.deleteIfExists(folder.state());
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the local cloud cannot be removed", e);
        }
    }
}
