package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

/** The database of the ledger: who may sign in, and what becomes of it. */
@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class LedgerDatabaseTest {
    /** A drill also connects to the cluster that it has restored, whose id RDS generates. */
    private static final String RESTORED = "dbuser:cluster-*/netstock";

    @Parameter String stage = "";

    @Test
    void cluster_isEncryptedAndKnowsNoPassword() {
        assertThat(cluster().property("StorageEncrypted").asBoolean()).isTrue();
        assertThat(textOf("/KmsKeyId")).isEqualTo("TableKey.Arn");
        assertThat(cluster().property("EnableIAMDatabaseAuthentication").asBoolean()).isTrue();
        assertThat(cluster().property("MasterUserAuthenticationType").asText())
                .isEqualTo("iam-db-auth");
        assertThat(cluster().property("MasterUserPassword").isMissingNode()).isTrue();
        assertThat(ledger().resources("AWS::SecretsManager::Secret")).isEmpty();
    }

    @Test
    void cluster_outlivesItsStackExceptInDev() {
        var keeps = !stage.equals("dev");
        assertThat(cluster().property("DeletionProtection").asBoolean()).isEqualTo(keeps);
        assertThat(cluster().json().path("DeletionPolicy").asText())
                .isEqualTo(keeps ? "RetainExceptOnCreate" : "Delete");
        assertThat(cluster().property("BackupRetentionPeriod").asInt())
                .isGreaterThanOrEqualTo(keeps ? 7 : 1);
    }

    /** Aurora accepts a pause only with a minimum capacity of 0, and from 300 s on. */
    @Test
    void cluster_pausesInDevAndSmallAlone() {
        var pauses = Set.of("dev", "small").contains(stage);
        var scaling = cluster().property("ServerlessV2ScalingConfiguration");
        assertThat(scaling.path("MinCapacity").asDouble())
                .isLessThanOrEqualTo(scaling.path("MaxCapacity").asDouble());
        assertThat(scaling.has("SecondsUntilAutoPause")).isEqualTo(pauses);
        if (pauses) {
            assertThat(scaling.path("MinCapacity").asDouble()).isZero();
            assertThat(scaling.path("SecondsUntilAutoPause").asInt()).isBetween(300, 86_400);
        }
    }

    /** Without windows, Aurora chooses them, at any time of the day. */
    @Test
    void windows_areThoseOfTheStage() {
        var set = StageTemplates.settings(stage).ledger().database();
        assertThat(cluster().property("PreferredBackupWindow").asText())
                .isEqualTo(set.backupWindowUtc());
        assertThat(ledger().resources())
                .filteredOn(it -> it.type().matches("AWS::RDS::DB(Cluster|Instance)"))
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        it ->
                                assertThat(it.property("PreferredMaintenanceWindow").asText())
                                        .isEqualTo(set.maintenanceWindowUtc()));
    }

    @Test
    void parameters_requireTls() {
        assertThat(
                        ledger().resources("AWS::RDS::DBClusterParameterGroup")
                                .map(it -> it.at("/Parameters/rds.force_ssl").asText()))
                .containsExactly("1");
    }

    @Test
    void instances_areNotPubliclyAccessible() {
        assertThat(ledger().resources("AWS::RDS::DBInstance"))
                .hasSize(stage.equals("prod") ? 2 : 1)
                .allSatisfy(
                        instance -> {
                            assertThat(instance.property("PubliclyAccessible").asText())
                                    .isEqualTo("false");
                            assertThat(instance.property("DBInstanceClass").asText())
                                    .isEqualTo("db.serverless");
                        });
    }

    @Test
    void migrationConnectsAsOwner_allOthersAsNetstock() {
        assertThat(ledger().resources("AWS::Lambda::Function"))
                .filteredOn(it -> !it.property("VpcConfig").isMissingNode())
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        function -> {
                            var user = function.at("/Environment/Variables/LEDGER_USER").asText();
                            var name = function.name().replace("Function", "");
                            assertThat(user)
                                    .isEqualTo(
                                            name.equals("LedgerMigration")
                                                    ? "ledger_owner"
                                                    : "netstock");
                            assertThat(new Policies(StageTemplates.of(stage)).of(name))
                                    .filteredOn(line -> line.startsWith("rds-db:connect"))
                                    .filteredOn(
                                            line ->
                                                    !name.equals("RestoreDrill")
                                                            || !line.endsWith(RESTORED))
                                    .singleElement()
                                    .asString()
                                    .endsWith("dbuser:DatabaseCluster.DBClusterResourceId/" + user);
                        });
    }

    /** Messages that arrive before the tables exist would end in the dead-letter queues. */
    @Test
    void everyMapping_isCreatedAfterTheMigration() {
        var migration = ledger().resources("Custom::LedgerMigration").findFirst().orElseThrow();
        assertThat(StageTemplates.of(stage).textOf(migration.property("ServiceToken")))
                .isEqualTo("LedgerMigrationLive");
        assertThat(migration.property("Schema").asText()).matches("[0-9a-f]{64}");
        assertThat(migration.property("Locations").asText())
                .isEqualTo("shinjuku,umeda,warehouse-1");
        assertThat(ledger().resources("AWS::Lambda::EventSourceMapping"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.dependsOn()).contains(migration.logicalId()));
    }

    private Resource cluster() {
        return ledger().resource("AWS::RDS::DBCluster", "DatabaseCluster");
    }

    private Template ledger() {
        return StageTemplates.of(stage).ledger();
    }

    private String textOf(String pointer) {
        return StageTemplates.of(stage).textOf(cluster().at(pointer));
    }
}
