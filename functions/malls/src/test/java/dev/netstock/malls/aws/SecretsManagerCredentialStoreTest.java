package dev.netstock.malls.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.adapter.testing.MallServer;
import dev.netstock.malls.adapter.testing.MallServer.Received;
import dev.netstock.malls.port.MallUnavailable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Against a server that answers as the API reference of Secrets Manager describes. */
class SecretsManagerCredentialStoreTest {
    private static final StoredCredentials FIRST = new StoredCredentials("v1", Map.of("key", "a"));
    private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");

    private final MallServer server = new MallServer();
    private final SecretsManagerClient client =
            SecretsManagerCredentialStore.client()
                    .endpointOverride(server.base())
                    .region(Region.AP_NORTHEAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")))
                    .build();
    private final SecretsManagerCredentialStore store =
            new SecretsManagerCredentialStore(client, "malls/yahoo");

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void read_currentVersion_hasItsValues() {
        server.answer(200, secret("v1"));

        assertThat(store.read()).isEqualTo(FIRST);
        assertThat(server.onlyRequest().header("X-Amz-Target"))
                .isEqualTo("secretsmanager.GetSecretValue");
        assertThat(server.onlyRequest().body())
                .contains("\"SecretId\":\"malls/yahoo\"", "\"VersionStage\":\"AWSCURRENT\"");
    }

    @Test
    void replace_expectedVersionIsCurrent_movesTheLabelFromIt() {
        server.answer(200, "{}").answer(200, "{}");

        Optional<StoredCredentials> replaced = store.replace(FIRST, Map.of("key", "b"));

        assertThat(replaced.orElseThrow().values()).containsOnly(Map.entry("key", "b"));
        Received put = server.received().getFirst();
        assertThat(put.body())
                .contains("\"VersionStages\":[\"NETSTOCKPENDING\"]", "{\\\"key\\\":\\\"b\\\"}");
        assertThat(server.lastRequest().body())
                .contains(
                        "\"VersionStage\":\"AWSCURRENT\"",
                        "\"RemoveFromVersionId\":\"v1\"",
                        "\"MoveToVersionId\":\"" + token(put) + "\"");
        assertThat(replaced.orElseThrow().version()).isEqualTo(token(put));
    }

    @Test
    void replace_anotherVersionIsCurrent_changesNothing() {
        server.answer(200, "{}").answer(400, refusal()).answer(200, secret("v2"));

        assertThat(store.replace(FIRST, Map.of("key", "b"))).isEmpty();
    }

    @Test
    void replace_serverFailsForever_isUnavailable() {
        server.answer(200, "{}");
        for (int attempt = 0; attempt < 3; attempt++) {
            server.answer(500, "{\"__type\":\"InternalServiceError\"}");
        }
        server.answer(200, secret("v1"));

        assertThatThrownBy(() -> store.replace(FIRST, Map.of("key", "b")))
                .isInstanceOf(MallUnavailable.class);
    }

    @Test
    void read_noJsonOfTexts_saysWhichSecret() {
        server.answer(200, "{\"VersionId\":\"v1\",\"SecretString\":\"[]\"}");

        assertThatThrownBy(store::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("malls/yahoo");
    }

    private static String secret(String version) {
        return "{\"VersionId\":\"" + version + "\",\"SecretString\":\"{\\\"key\\\":\\\"a\\\"}\"}";
    }

    private static String refusal() {
        return "{\"__type\":\"InvalidParameterException\",\"Message\":\"Staging label AWSCURRENT"
                + " is currently attached to version v2\"}";
    }

    private static String token(Received put) {
        Matcher matcher = TOKEN.matcher(put.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
