package dev.netstock.customerkeys.aws;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.limit.CustomerHash;
import dev.netstock.stock.limit.CustomerKeys;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that hash customers, from AWS Secrets Manager: a JSON object of texts, {@code current}
 * and the keys by id. A function reads them when an order first needs them, and again when a limit
 * names a key that it does not know. A key never changes under its id. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretCustomerKeys implements CustomerHash {
    private static final String CURRENT = "current";

    private final SecretsManagerClient client;
    private final String secretId;
    private volatile @Nullable CustomerKeys keys;

    /**
     * @param client as {@link #client()} makes it
     * @param secretId the ARN or the name of the secret
     */
    public SecretCustomerKeys(SecretsManagerClient client, String secretId) {
        this.client = client;
        this.secretId = secretId;
    }

    /** The keys of a secret; region, credentials and endpoint come from the environment. */
    public static SecretCustomerKeys of(String secretId) {
        return new SecretCustomerKeys(client(), secretId);
    }

    /** A client that retries as the SDK does by default: each request may be repeated. */
    static SecretsManagerClient client() {
        return SecretsManagerClient.builder()
                .httpClient(DynamoClients.httpClient())
                .overrideConfiguration(
                        DynamoClients.overrides()
                                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                                .build())
                .build();
    }

    @Override
    public String of(String key, String text) {
        CustomerKeys known = keys;
        return (known != null && known.contains(key) ? known : read()).of(key, text);
    }

    /** The id of the key for new limits, as the secret says now. */
    public String current() {
        return read().current();
    }

    /**
     * @throws RetryLaterException if the secret cannot be read now
     */
    private CustomerKeys read() {
        try {
            CustomerKeys read =
                    parse(client.getSecretValue(get -> get.secretId(secretId)).secretString());
            keys = read;
            return read;
        } catch (SdkException e) {
            throw new RetryLaterException(
                    "The keys of customers cannot be read", Duration.ofSeconds(1), e);
        }
    }

    static CustomerKeys parse(String document) {
        var errors = new ValidationErrors();
        Optional<Json> json = JsonReader.parse(document, errors);
        if (errors.isEmpty()
                && json.orElseThrow() instanceof Json.JsonObject(Map<String, Json> members)) {
            var texts = new HashMap<String, String>();
            members.forEach(
                    (name, value) -> {
                        if (value instanceof Json.JsonString(String text)) {
                            texts.put(name, text);
                        }
                    });
            String current = texts.remove(CURRENT);
            if (current != null) {
                return new CustomerKeys(current, texts);
            }
        }
        throw new IllegalStateException(
                "The secret of customer keys must be a JSON object of texts with current");
    }
}
