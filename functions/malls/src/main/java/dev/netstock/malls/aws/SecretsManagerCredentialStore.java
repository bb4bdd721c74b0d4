package dev.netstock.malls.aws;

import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.Json.JsonString;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The credentials of one mall in one secret of AWS Secrets Manager: a JSON object of texts.
 *
 * <p>Compare-and-set uses the staging label {@code AWSCURRENT}. A new version is first stored under
 * a label of its own. Then one request moves {@code AWSCURRENT} from the expected version to the
 * new one; AWS refuses it if the label is attached to another version. After a lost answer, the
 * version that is current shows which instance was first.
 *
 * <p>A version that lost loses its label as soon as the next one is stored, so AWS may delete it.
 * AWS deletes versions only when there are more than 100, and none within a day, so it asks for
 * fewer than one new version in ten minutes. A token of one hour needs about three an hour, with
 * its claims; while refreshing fails, it is one in ten minutes.
 *
 * <p>Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html">UpdateSecretVersionStage</a>,
 *     {@code RemoveFromVersionId}: "If the label is attached and you either do not specify this
 *     parameter, or the version ID does not match, then the operation fails."
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html">PutSecretValue</a>,
 *     {@code ClientRequestToken} and {@code VersionStages}
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html">Secrets
 *     Manager quotas</a>, versions of a secret
 */
public final class SecretsManagerCredentialStore implements CredentialStore {
    private static final String CURRENT = "AWSCURRENT";
    private static final String PENDING = "NETSTOCKPENDING";

    private final SecretsManagerClient client;
    private final String secretId;

    /**
     * Creates the store.
     *
     * @param secretId the ARN or the name of the secret
     */
    public SecretsManagerCredentialStore(SecretsManagerClient client, String secretId) {
        this.client = client;
        this.secretId = secretId;
    }

    /** A client that retries as the SDK does by default: each request may be repeated. */
    public static SecretsManagerClientBuilder client() {
        return SecretsManagerClient.builder()
                .httpClient(DynamoClients.httpClient())
                .overrideConfiguration(
                        DynamoClients.overrides()
                                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                                .build());
    }

    @Override
    public StoredCredentials read() {
        try {
            GetSecretValueResponse secret =
                    client.getSecretValue(get -> get.secretId(secretId).versionStage(CURRENT));
            return new StoredCredentials(secret.versionId(), values(secret.secretString()));
        } catch (SdkException e) {
            throw unavailable("The credentials cannot be read", e);
        }
    }

    @Override
    public Optional<StoredCredentials> replace(
            StoredCredentials expected, Map<String, String> values) {
        var replacement = new StoredCredentials(UUID.randomUUID().toString(), values);
        try {
            client.putSecretValue(
                    put ->
                            put.secretId(secretId)
                                    .clientRequestToken(replacement.version())
                                    .secretString(json(values))
                                    .versionStages(PENDING));
        } catch (SdkException e) {
            throw unavailable("The credentials cannot be stored", e);
        }
        return moveCurrent(expected, replacement) ? Optional.of(replacement) : Optional.empty();
    }

    private boolean moveCurrent(StoredCredentials from, StoredCredentials to) {
        try {
            client.updateSecretVersionStage(
                    update ->
                            update.secretId(secretId)
                                    .versionStage(CURRENT)
                                    .removeFromVersionId(from.version())
                                    .moveToVersionId(to.version()));
            return true;
        } catch (SdkException e) {
            // AWS also refuses a retry of a request that had succeeded.
            if (read().version().equals(to.version())) {
                return true;
            }
            if (e instanceof InvalidParameterException || e instanceof InvalidRequestException) {
                return false;
            }
            throw unavailable("The credentials may have been replaced", e);
        }
    }

    private Map<String, String> values(String document) {
        var errors = new ValidationErrors();
        Optional<Json> json = JsonReader.parse(document, errors);
        if (errors.isEmpty()
                && json.orElseThrow() instanceof JsonObject(Map<String, Json> members)) {
            return members.entrySet().stream()
                    .filter(member -> member.getValue() instanceof JsonString)
                    .collect(
                            Collectors.toMap(
                                    Map.Entry::getKey,
                                    member -> ((JsonString) member.getValue()).value()));
        }
        throw new IllegalStateException(
                "The secret %s must be a JSON object of texts".formatted(secretId));
    }

    private static String json(Map<String, String> values) {
        return JsonWriter.object(
                json -> {
                    for (var value : values.entrySet()) {
                        json.writeStringField(value.getKey(), value.getValue());
                    }
                });
    }

    private static MallUnavailable unavailable(String message, SdkException cause) {
        var unavailable = new MallUnavailable(message);
        unavailable.initCause(cause);
        return unavailable;
    }
}
