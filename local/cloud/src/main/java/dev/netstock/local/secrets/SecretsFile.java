package dev.netstock.local.secrets;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.secrets.SecretVersion.Value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file with all secrets, readable by this user alone. */
public record SecretsFile(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The stored secrets by name; none if there is no file. */
    Map<String, Secret> read() {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        if (Files.exists(path)) {
            try {
                JSON.readTree(path.toFile())
                        .forEach(
                                node -> {
                                    Secret secret = secret(node);
                                    secrets.put(secret.name(), secret);
                                });
            } catch (IOException e) {
                throw new UncheckedIOException("The stored secrets cannot be read", e);
            }
        }
        return secrets;
    }

    /** Replaces the file atomically. */
    void write(Collection<Secret> secrets) {
        var all = JSON.createArrayNode();
        secrets.forEach(secret -> all.add(json(secret)));
        try {
            Path folder = Files.createDirectories(path.toAbsolutePath().getParent());
            Path draft =
                    Files.createTempFile(
                            folder, "secrets", ".json", asFileAttribute(fromString("rw-------")));
            JSON.writeValue(draft.toFile(), all);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The secrets cannot be stored", e);
        }
    }

    private static ObjectNode json(Secret secret) {
        ObjectNode json =
                JSON.createObjectNode()
                        .put("name", secret.name())
                        .put("arn", secret.arn())
                        .put("description", secret.description())
                        .put("createdAt", secret.createdAt().toString())
                        .put("changedAt", secret.changedAt().toString());
        var versions = json.putArray("versions");
        for (SecretVersion version : secret.versions()) {
            ObjectNode node =
                    versions.addObject()
                            .put("id", version.id())
                            .put("createdAt", version.createdAt().toString());
            version.value().text().ifPresent(text -> node.put("text", text));
            version.value().binary().ifPresent(bytes -> node.put("binary", bytes));
            version.stages().forEach(node.putArray("stages")::add);
        }
        return json;
    }

    private static Secret secret(JsonNode json) {
        var secret =
                new Secret(
                        json.path("name").asText(),
                        json.path("arn").asText(),
                        json.path("description").asText(),
                        Instant.parse(json.path("createdAt").asText()),
                        Instant.parse(json.path("changedAt").asText()));
        for (JsonNode version : json.path("versions")) {
            Set<String> stages = new HashSet<>();
            version.path("stages").forEach(stage -> stages.add(stage.asText()));
            secret.restore(
                    new SecretVersion(
                            version.path("id").asText(),
                            new Value(text(version, "text"), text(version, "binary")),
                            Instant.parse(version.path("createdAt").asText()),
                            stages));
        }
        return secret;
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }
}
