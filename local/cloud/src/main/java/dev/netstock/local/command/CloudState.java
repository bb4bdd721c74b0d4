package dev.netstock.local.command;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the running cloud is reached, as the other commands read it.
 *
 * @param pid the process that runs it
 * @param endpoints the AWS SDK's variables: {@code AWS_ENDPOINT_URL_DYNAMODB} and so on, and the
 *     settings that its clients need here
 * @param outputs the stacks' outputs, by key
 * @param clients who may get tokens; none if the templates trust an issuer elsewhere
 */
record CloudState(
        long pid,
        String stage,
        String region,
        String apiUrl,
        Map<String, String> endpoints,
        Map<String, String> outputs,
        List<Client> clients) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** An app client of a user pool. */
    record Client(String tokenUrl, String id, String secret, List<String> scopes) {}

    /**
     * An output of the stacks.
     *
     * @throws CommandException if there is none of this name
     */
    String output(String name) {
        return Optional.ofNullable(outputs.get(name))
                .orElseThrow(() -> new CommandException("The templates have no output " + name));
    }

    /** Reads the state of a running cloud; empty if none runs, or it is still starting. */
    static Optional<CloudState> read(LocalFolder folder) {
        if (!RunningLock.isHeld(folder.lock()) || !Files.exists(folder.state())) {
            return Optional.empty();
        }
        try {
            var state = JSON.readValue(folder.state().toFile(), CloudState.class);
            // A killed run leaves its state behind, and the next one has not removed it at once.
            return Optional.of(state).filter(it -> it.pid() == RunningLock.owner(folder.lock()));
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the local cloud cannot be read", e);
        }
    }

    /** Writes it at one stroke, for nobody but this user: it holds the clients' secrets. */
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

    /** Removes what an earlier run left. */
    static void remove(LocalFolder folder) {
        try {
            Files.deleteIfExists(folder.state());
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the local cloud cannot be removed", e);
        }
    }
}
