package dev.netstock.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Secrets of templates, through AWS's client.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html">What's
 *     in a Secrets Manager secret</a>
 */
class SecretsTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");
    private static final String NAME = "netstock-dev/malls/rakuten";
    private static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";

    @TempDir private Path folder;

    private final List<AutoCloseable> closed = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-29T03:00:00Z");
    private Secrets secrets = secrets(Optional.empty());

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closed.reversed()) {
            each.close();
        }
    }

    @Test
    void secret_withAString_hasItAsItsCurrentVersion() {
        String arn = declare("'SecretString':'{\"key\":1}'");

        var value = client().getSecretValue(it -> it.secretId(NAME));

        assertThat(value.secretString()).isEqualTo("{\"key\":1}");
        assertThat(value.versionStages()).containsExactly(CURRENT);
        assertThat(value.createdDate()).isEqualTo(now);
        assertThat(arn)
                .matches("arn:aws:secretsmanager:ap-northeast-1:0{12}:secret:" + NAME + "-.{6}")
                .isEqualTo(value.arn());
        assertThat(client().getSecretValue(it -> it.secretId(arn)).name()).isEqualTo(NAME);
        assertThat(
                        client().getSecretValue(
                                        it -> it.secretId(arn.substring(0, arn.length() - 7)))
                                .name())
                .isEqualTo(NAME);
    }

    @Test
    void secret_generated_isRandomAndObeysItsRules() {
        declare("'GenerateSecretString':{'PasswordLength':40,'ExcludePunctuation':true}");
        var probe = new TemplateProbe(new SecretType(secrets));
        probe.provision(
                "Other",
                "{'Name':'other','GenerateSecretString':{'SecretStringTemplate':'{\"a\":\"b\"}',"
                        + "'GenerateStringKey':'key','ExcludeCharacters':'\"\\\\'}}");

        assertThat(current(NAME)).hasSize(40).matches("[A-Za-z0-9]*");
        assertThat(current("other")).startsWith("{\"a\":\"b\",\"key\":\"").hasSize(50);
        assertThatThrownBy(() -> probe.provision("Third", "{'Name':'x','ReplicaRegions':['a']}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("ReplicaRegions");
    }

    @Test
    void secret_withoutAValue_hasNoVersionUntilOneIsPut() {
        declare("'Description':'A mall'");

        assertThatThrownBy(() -> current(NAME))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("staging label: AWSCURRENT");
        String first = put("a", "NETSTOCKPENDING");
        assertThat(stages()).containsExactly(Map.entry(first, List.of(CURRENT, "NETSTOCKPENDING")));
    }

    @Test
    void put_withoutLabels_becomesCurrentAndTheOldOnePrevious() {
        declare("'SecretString':'a'");
        String first = version();
        String second = put("b");
        String third = put("c");

        assertThat(stages())
                .containsOnly(
                        Map.entry(second, List.of(PREVIOUS)), Map.entry(third, List.of(CURRENT)));
        assertThat(versions(false)).containsExactly(second, third);
        assertThat(versions(true)).containsExactly(first, second, third);
        assertThat(
                        client().getSecretValue(it -> it.secretId(NAME).versionStage(PREVIOUS))
                                .secretString())
                .isEqualTo("b");
        assertThat(client().getSecretValue(it -> it.secretId(NAME).versionId(first)).secretString())
                .isEqualTo("a");
    }

    @Test
    void put_repeated_changesNothing_andWithOtherContentsIsRefused() {
        declare("'SecretString':'a'");
        String token = UUID.randomUUID().toString();
        client().putSecretValue(
                        it -> it.secretId(NAME).clientRequestToken(token).secretString("b"));
        put("c");

        client().putSecretValue(
                        it -> it.secretId(NAME).clientRequestToken(token).secretString("b"));

        assertThat(current(NAME)).isEqualTo("c");
        assertThatThrownBy(
                        () ->
                                client().putSecretValue(
                                                it ->
                                                        it.secretId(NAME)
                                                                .clientRequestToken(token)
                                                                .secretBinary(
                                                                        SdkBytes.fromUtf8String(
                                                                                "b"))))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void updateStage_movesCurrentOnlyFromTheNamedVersion() {
        declare("'SecretString':'a'");
        String first = version();
        String second = put("b", "NETSTOCKPENDING");
        String third = put("c", "NETSTOCKPENDING");

        assertThatThrownBy(() -> move(CURRENT, null, second))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("RemoveFromVersionId can't be empty");
        move(CURRENT, first, third);
        assertThatThrownBy(() -> move(CURRENT, first, second))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> move(CURRENT, third, null))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("completely removed");

        assertThat(current(NAME)).isEqualTo("c");
        assertThat(stages())
                .containsOnly(
                        Map.entry(first, List.of(PREVIOUS)),
                        Map.entry(third, List.of(CURRENT, "NETSTOCKPENDING")));
        move("NETSTOCKPENDING", third, null);
        assertThat(stages().get(third)).containsExactly(CURRENT);
    }

    @Test
    void put_beyondAHundredVersions_removesOldOnesWithoutALabel_orIsRefused() {
        declare("'SecretString':'0'");
        String first = version();
        for (int version = 1; version < 100; version++) {
            put("" + version);
        }

        assertThatThrownBy(() -> put("100")).isInstanceOf(LimitExceededException.class);
        now = now.plus(Duration.ofDays(1)).plusSeconds(1);
        put("100");
        assertThat(versions(true)).hasSize(100).doesNotContain(first);
    }

    @Test
    void secrets_withAFile_areKeptOverARestart_readableByThisUserAlone() throws Exception {
        Optional<SecretsFile> file = Optional.of(new SecretsFile(folder.resolve("secrets.json")));
        secrets = secrets(file);
        declare("'SecretString':'a'");
        String first = version();
        put("b");

        secrets = secrets(file);
        declare("'SecretString':'a'");

        assertThat(current(NAME)).isEqualTo("b");
        assertThat(
                        client().getSecretValue(it -> it.secretId(NAME).versionId(first))
                                .versionStages())
                .containsExactly(PREVIOUS);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("secrets.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void list_namesAllSecrets() {
        declare("'SecretString':'a','Description':'A mall'");

        var listed = client().listSecrets().secretList();

        assertThat(listed).singleElement().satisfies(it -> assertThat(it.name()).isEqualTo(NAME));
        assertThat(client().describeSecret(it -> it.secretId(NAME)).description())
                .isEqualTo("A mall");
    }

    private Secrets secrets(Optional<SecretsFile> file) {
        var created = new Secrets(ENVIRONMENT, file, () -> now);
        closed.add(created);
        return created;
    }

    private String declare(String properties) {
        return new TemplateProbe(new SecretType(secrets))
                .provision("Secret", "{'Name':'" + NAME + "'," + escaped(properties) + "}")
                .ref();
    }

    /** The probe reads single quotes as double ones. */
    private static String escaped(String properties) {
        return properties.replace("\"", "\\\"");
    }

    private SecretsManagerClient client() {
        var client =
                new LocalAwsClients(ENVIRONMENT.region())
                        .secretsManager(secrets.endpoint().orElseThrow());
        closed.add(client);
        return client;
    }

    private String current(String name) {
        return client().getSecretValue(it -> it.secretId(name)).secretString();
    }

    private String version() {
        return client().getSecretValue(it -> it.secretId(NAME)).versionId();
    }

    private String put(String value, String... stages) {
        return client().putSecretValue(
                        it -> {
                            it.secretId(NAME).secretString(value);
                            if (stages.length > 0) {
                                it.versionStages(stages);
                            }
                        })
                .versionId();
    }

    private void move(String stage, @Nullable String from, @Nullable String to) {
        client().updateSecretVersionStage(
                        it ->
                                it.secretId(NAME)
                                        .versionStage(stage)
                                        .removeFromVersionId(from)
                                        .moveToVersionId(to));
    }

    private Map<String, List<String>> stages() {
        return client().describeSecret(it -> it.secretId(NAME)).versionIdsToStages();
    }

    private List<String> versions(boolean isWithDeprecated) {
        return client()
                .listSecretVersionIds(it -> it.secretId(NAME).includeDeprecated(isWithDeprecated))
                .versions()
                .stream()
                .map(SecretVersionsListEntry::versionId)
                .toList();
    }
}
