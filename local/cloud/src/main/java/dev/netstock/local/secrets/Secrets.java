package dev.netstock.local.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.template.Environment;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The secrets that the templates declare. The server starts with the first. Thread-safe. */
public final class Secrets implements AutoCloseable {
    private static final int SUFFIX_CHARACTERS = 6;

    private final Environment environment;
    private final InstantSource clock;
    private final Optional<SecretsFile> file;
    private final Map<String, Secret> byName = new LinkedHashMap<>();
    private final Map<String, Secret> stored;
    private @Nullable SecretsServer server;

    /**
     * Creates a registry without secrets.
     *
     * @param file where secrets are stored; in memory if empty
     */
    public Secrets(Environment environment, Optional<SecretsFile> file, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
        this.file = file;
        this.stored = file.map(SecretsFile::read).orElseGet(Map::of);
    }

    /** The endpoint of the secrets; empty if there are none. */
    public synchronized Optional<URI> endpoint() {
        return Optional.ofNullable(server).map(SecretsServer::address);
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
    }

    /**
     * Creates a secret, unless one of this name was stored.
     *
     * @param value of its first version; without one if empty
     * @return its ARN
     */
    synchronized String create(String name, String description, Optional<String> value) {
        Secret known = stored.get(name);
        Instant now = clock.instant();
        Secret secret = known == null ? new Secret(name, arn(name), description, now, now) : known;
        if (known == null) {
            value.ifPresent(
                    text ->
                            secret.put(
                                    UUID.randomUUID().toString(),
                                    SecretVersion.Value.of(text),
                                    List.of(Secret.CURRENT),
                                    now));
        }
        byName.put(name, secret);
        if (server == null) {
            server = SecretsServer.start(this);
        }
        save();
        return secret.arn();
    }

    /** Reads secrets. */
    synchronized <T> T read(Function<Secrets, T> action) {
        return action.apply(this);
    }

    /** Changes secrets, and stores them. */
    synchronized <T> T change(Function<Secrets, T> action) {
        T result = action.apply(this);
        save();
        return result;
    }

    Instant now() {
        return clock.instant();
    }

    List<Secret> all() {
        return List.copyOf(byName.values());
    }

    /**
     * A secret by its name or ARN. The random characters at the end of the ARN may be missing.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen">Finding
     *     a secret from a partial ARN</a>
     */
    Secret named(String nameOrArn) {
        return byName.values().stream()
                .filter(
                        it ->
                                it.name().equals(nameOrArn)
                                        || it.arn().equals(nameOrArn)
                                        || it.arn()
                                                .substring(
                                                        0,
                                                        it.arn().length() - 1 - SUFFIX_CHARACTERS)
                                                .equals(nameOrArn))
                .findFirst()
                .orElseThrow(() -> SecretsError.notFound(""));
    }

    private void save() {
        file.ifPresent(it -> it.write(byName.values()));
    }

    /** The characters that AWS adds at random depend on the name alone. */
    private String arn(String name) {
        String digest = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
        return environment.arn(
                "secretsmanager", "secret:" + name + "-" + digest.substring(0, SUFFIX_CHARACTERS));
    }
}
