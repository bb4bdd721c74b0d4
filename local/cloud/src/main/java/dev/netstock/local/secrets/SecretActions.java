package dev.netstock.local.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.secrets.SecretVersion.Value;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The supported actions. Their responses fit on one page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html">Actions</a>
 */
final class SecretActions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int VALUE_BYTES_MAX = 65_536;
    private static final int ID_CHARACTERS_MAX = 2048;
    private static final int TOKEN_CHARACTERS_MIN = 32;
    private static final int TOKEN_CHARACTERS_MAX = 64;
    private static final int STAGE_CHARACTERS_MAX = 256;
    private static final int STAGES_MAX = 20;

    private SecretActions() {}

    /**
     * GetSecretValue.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
     */
    static ObjectNode value(Secrets secrets, JsonNode request) {
        Secret secret = secret(secrets, request);
        SecretVersion version = version(secret, request);
        ObjectNode answer =
                named(secret)
                        .put("VersionId", version.id())
                        .put("CreatedDate", seconds(version.createdAt()));
        version.value().text().ifPresent(text -> answer.put("SecretString", text));
        version.value().binary().ifPresent(bytes -> answer.put("SecretBinary", bytes));
        addAll(answer.putArray("VersionStages"), version.stages());
        return answer;
    }

    /** PutSecretValue. */
    static ObjectNode put(Secrets secrets, JsonNode request) {
        Secret secret = secret(secrets, request);
        String token = token(request);
        Value contents =
                contents(request)
                        .orElseThrow(
                                () ->
                                        SecretsError.request(
                                                "You must provide either SecretString or"
                                                        + " SecretBinary."));
        SecretVersion version = secret.put(token, contents, stages(request), secrets.now());
        ObjectNode answer = named(secret).put("VersionId", version.id());
        addAll(answer.putArray("VersionStages"), version.stages());
        return answer;
    }

    /**
     * UpdateSecret, of its value.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html">UpdateSecret</a>
     */
    static ObjectNode update(Secrets secrets, JsonNode request) {
        Secret secret = secret(secrets, request);
        String token = token(request);
        ObjectNode answer = named(secret);
        contents(request)
                .ifPresent(
                        contents ->
                                answer.put(
                                        "VersionId",
                                        secret.put(
                                                        token,
                                                        contents,
                                                        List.of(Secret.CURRENT),
                                                        secrets.now())
                                                .id()));
        return answer;
    }

    /** UpdateSecretVersionStage. */
    static ObjectNode updateStage(Secrets secrets, JsonNode request) {
        Secret secret = secret(secrets, request);
        String stage =
                text(request, "VersionStage", 1, STAGE_CHARACTERS_MAX)
                        .orElseThrow(() -> SecretsError.constraint("versionStage", "not be null"));
        secret.update(
                stage,
                text(request, "RemoveFromVersionId", TOKEN_CHARACTERS_MIN, TOKEN_CHARACTERS_MAX),
                text(request, "MoveToVersionId", TOKEN_CHARACTERS_MIN, TOKEN_CHARACTERS_MAX),
                secrets.now());
        return named(secret);
    }

    /**
     * DescribeSecret; versions without a label are not included.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html">DescribeSecret</a>
     */
    static ObjectNode describe(Secrets secrets, JsonNode request) {
        Secret secret = secret(secrets, request);
        ObjectNode answer = described(secret);
        addStages(answer.putObject("VersionIdsToStages"), secret);
        return answer;
    }

    /**
     * ListSecretVersionIds.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html">ListSecretVersionIds</a>
     */
    static ObjectNode versions(Secrets secrets, JsonNode request) {
        Secret secret = secret(secrets, request);
        boolean isWithDeprecated = request.path("IncludeDeprecated").asBoolean();
        ObjectNode answer = named(secret);
        ArrayNode versions = answer.putArray("Versions");
        secret.versions().stream()
                .filter(version -> isWithDeprecated || !version.stages().isEmpty())
                .forEach(
                        version -> {
                            ObjectNode node =
                                    versions.addObject()
                                            .put("VersionId", version.id())
                                            .put("CreatedDate", seconds(version.createdAt()));
                            if (!version.stages().isEmpty()) {
                                addAll(node.putArray("VersionStages"), version.stages());
                            }
                        });
        return answer;
    }

    /** ListSecrets, without filters. */
    @SuppressWarnings("unused") // unused, but all actions take the request
    static ObjectNode list(Secrets secrets, JsonNode request) {
        ObjectNode answer = JSON.objectNode();
        ArrayNode list = answer.putArray("SecretList");
        for (Secret secret : secrets.all()) {
            ObjectNode described = described(secret);
            addStages(described.putObject("SecretVersionsToStages"), secret);
            list.add(described);
        }
        return answer;
    }

    private static ObjectNode named(Secret secret) {
        return JSON.objectNode().put("ARN", secret.arn()).put("Name", secret.name());
    }

    private static ObjectNode described(Secret secret) {
        ObjectNode described = named(secret);
        if (!secret.description().isEmpty()) {
            described.put("Description", secret.description());
        }
        return described
                .put("CreatedDate", seconds(secret.createdAt()))
                .put("LastChangedDate", seconds(secret.changedAt()));
    }

    private static void addStages(ObjectNode node, Secret secret) {
        secret.versions().stream()
                .filter(version -> !version.stages().isEmpty())
                .forEach(version -> addAll(node.putArray(version.id()), version.stages()));
    }

    private static void addAll(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private static Secret secret(Secrets secrets, JsonNode request) {
        return secrets.named(
                text(request, "SecretId", 1, ID_CHARACTERS_MAX)
                        .orElseThrow(() -> SecretsError.constraint("secretId", "not be null")));
    }

    private static SecretVersion version(Secret secret, JsonNode request) {
        Optional<String> id =
                text(request, "VersionId", TOKEN_CHARACTERS_MIN, TOKEN_CHARACTERS_MAX);
        Optional<String> stage = text(request, "VersionStage", 1, STAGE_CHARACTERS_MAX);
        if (id.isEmpty()) {
            String wanted = stage.orElse(Secret.CURRENT);
            return secret.labelled(wanted)
                    .orElseThrow(
                            () -> SecretsError.notFound(" value for staging label: " + wanted));
        }
        SecretVersion version =
                secret.version(id.get())
                        .orElseThrow(
                                () -> SecretsError.notFound(" value for VersionId: " + id.get()));
        if (stage.isPresent() && !version.stages().contains(stage.get())) {
            throw SecretsError.request(
                    "You provided a VersionStage that is not associated to the provided"
                            + " VersionId.");
        }
        return version;
    }

    /** An SDK always sends one. */
    private static String token(JsonNode request) {
        return text(request, "ClientRequestToken", TOKEN_CHARACTERS_MIN, TOKEN_CHARACTERS_MAX)
                .orElseThrow(
                        () ->
                                SecretsError.request(
                                        "You must provide a ClientRequestToken value. We recommend"
                                                + " a UUID-type value."));
    }

    private static Optional<Value> contents(JsonNode request) {
        Optional<String> text = text(request, "SecretString", 1, VALUE_BYTES_MAX);
        Optional<String> binary = text(request, "SecretBinary", 1, 4 * VALUE_BYTES_MAX / 3 + 4);
        if (text.isEmpty() && binary.isEmpty()) {
            return Optional.empty();
        }
        if (text.isPresent() && binary.isPresent()) {
            throw SecretsError.request(
                    "You can't specify both a binary secret value and a string secret value in the"
                            + " same secret.");
        }
        int bytes =
                text.map(it -> it.getBytes(StandardCharsets.UTF_8).length)
                        .orElseGet(() -> decoded(binary.orElseThrow()).length);
        if (bytes > VALUE_BYTES_MAX) {
            throw SecretsError.constraint(
                    text.isPresent() ? "secretString" : "secretBinary",
                    "have length less than or equal to " + VALUE_BYTES_MAX);
        }
        return Optional.of(new Value(text, binary));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new SecretsError("SerializationException", "SecretBinary is not in base64");
        }
    }

    private static List<String> stages(JsonNode request) {
        JsonNode node = request.path("VersionStages");
        if (node.isMissingNode()) {
            return List.of(Secret.CURRENT);
        }
        List<String> stages = new ArrayList<>();
        node.forEach(stage -> stages.add(stage.asText()));
        if (stages.isEmpty() || stages.size() > STAGES_MAX) {
            throw SecretsError.constraint("versionStages", "have length from 1 to " + STAGES_MAX);
        }
        for (String stage : stages) {
            requireLength("versionStages", stage, 1, STAGE_CHARACTERS_MAX);
        }
        return stages;
    }

    private static Optional<String> text(JsonNode request, String name, int min, int max) {
        JsonNode node = request.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new SecretsError("SerializationException", name + " is not a string");
        }
        requireLength(
                Character.toLowerCase(name.charAt(0)) + name.substring(1),
                node.textValue(),
                min,
                max);
        return Optional.of(node.textValue());
    }

    private static void requireLength(String member, String text, int min, int max) {
        if (text.length() < min) {
            throw SecretsError.constraint(member, "have length greater than or equal to " + min);
        }
        if (text.length() > max) {
            throw SecretsError.constraint(member, "have length less than or equal to " + max);
        }
    }
}
