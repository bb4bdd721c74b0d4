package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.infra.data.StockTable;
import dev.netstock.infra.stage.BackupSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/** Daily backups of tables and ledger, and their copies in another region. */
@ParameterizedClass
@ValueSource(strings = {"staging", "prod"})
class BackupsTest {
    /**
     * AWS Backup starts no backup of a database in its windows, and none an hour before them.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html">Create
     *     a backup plan</a>
     */
    private static final Duration AWAY_FROM_WINDOWS = Duration.ofHours(1);

    @Parameter String stage = "";

    @Test
    void selection_namesEveryTableAndTheLedger_soThatTheServiceOptInDoesNotMatter() {
        var selected = backups().resource("AWS::Backup::BackupSelection", "Selection");
        assertThat(selected.at("/BackupSelection/ListOfTags").isMissingNode()).isTrue();
        var expected =
                Stream.concat(
                                StockTable.of(StageTemplates.settings(stage)).stream()
                                        .map(it -> it.id() + ".Arn"),
                                Stream.of(
                                        "arn:AWS::Partition:rds:AWS::Region:AWS::AccountId:cluster:netstock-"
                                                + stage
                                                + "-ledger"))
                        .toList();
        assertThat(Resource.elements(selected.at("/BackupSelection/Resources")).map(this::text))
                .containsExactlyInAnyOrderElementsOf(expected);
        var cluster = templates().ledger().resource("AWS::RDS::DBCluster", "DatabaseCluster");
        assertThat(cluster.property("DBClusterIdentifier").asText())
                .isEqualTo("netstock-" + stage + "-ledger");
    }

    /** AWS Backup would take over the retention period of Aurora, which the template sets. */
    @Test
    void rule_isDailyAndNotContinuous_andCopiesToTheOtherRegion() {
        var rule = rule();
        assertThat(rule.path("ScheduleExpression").asText()).isEqualTo(settings().cron());
        assertThat(rule.path("EnableContinuousBackup").asBoolean(true)).isFalse();
        assertThat(rule.at("/Lifecycle/DeleteAfterDays").asInt()).isEqualTo(settings().keptDays());
        assertThat(rule.at("/Lifecycle/MoveToColdStorageAfterDays").isMissingNode()).isTrue();
        assertThat(rule.path("CopyActions")).hasSize(1);
        assertThat(rule.at("/CopyActions/0/Lifecycle/DeleteAfterDays").asInt())
                .isEqualTo(settings().copiesKeptDays());
        var minutes =
                rule.path("StartWindowMinutes").asInt()
                        + rule.path("CompletionWindowMinutes").asInt();
        assertThat(minutes).isLessThanOrEqualTo(24 * 60);
    }

    /** A copy into a vault that does not exist fails. */
    @Test
    void vaultOfTheCopies_existsInTheOtherRegionBeforeItIsUsed() {
        var vault = copies().resource("AWS::Backup::BackupVault", "Vault");
        assertThat(text(rule().at("/CopyActions/0/DestinationBackupVaultArn")))
                .isEqualTo(
                        "arn:AWS::Partition:backup:%s:AWS::AccountId:backup-vault:%s"
                                .formatted(
                                        settings().copyTo(),
                                        vault.property("BackupVaultName").asText()));
        assertThat(text(vault.property("EncryptionKeyArn"))).isEqualTo("Key.Arn");
        var manifest = StageTemplates.json(templates().folder(), "manifest.json");
        var artifacts = manifest.path("artifacts");
        var copies = "NetStock-" + stage + "-BackupCopies";
        assertThat(artifacts.path(copies).path("environment").asText())
                .endsWith("/" + settings().copyTo());
        assertThat(
                        Resource.elements(
                                artifacts
                                        .path("NetStock-" + stage + "-Backups")
                                        .path("dependencies")))
                .extracting(JsonNode::asText)
                .contains(copies);
    }

    /** The role knows the key of the other region by its alias alone. */
    @Test
    void role_usesTheTwoKeysAndNoOther() {
        var statements = statements();
        var alias = copies().resource("AWS::KMS::Alias", "KeyAlias").property("AliasName");
        assertThat(statements)
                .filteredOn(it -> it.path("Action").toString().contains("kms:"))
                .hasSize(4)
                .allSatisfy(
                        it -> {
                            var key = text(it.path("Resource"));
                            if (!key.equals("TableKey.Arn")) {
                                assertThat(key)
                                        .isEqualTo(
                                                "arn:AWS::Partition:kms:%s:AWS::AccountId:key/*"
                                                        .formatted(settings().copyTo()));
                                assertThat(
                                                it.at(
                                                        "/Condition/ForAnyValue:StringEquals/kms:ResourceAliases"))
                                        .isEqualTo(alias);
                            }
                        });
        assertThat(statements)
                .filteredOn(it -> it.path("Action").asText().equals("kms:CreateGrant"))
                .hasSize(2)
                .allMatch(it -> it.at("/Condition/Bool/kms:GrantIsForAWSResource").asBoolean());
    }

    @Test
    void role_mayCopyIntoTheTwoVaultsAndReadNoData() {
        assertThat(statements())
                .filteredOn(it -> it.path("Action").toString().contains("CopyIntoBackupVault"))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(Resource.elements(it.path("Resource")).map(this::text))
                                        .containsExactly(
                                                "Vault.BackupVaultArn",
                                                text(
                                                        rule().at(
                                                                        "/CopyActions/0/DestinationBackupVaultArn"))));
        assertThat(statements())
                .flatExtracting(it -> Resource.elements(it.path("Action")).toList())
                .extracting(JsonNode::asText)
                .contains("dynamodb:StartAwsBackupJob")
                .doesNotContain("dynamodb:Scan", "dynamodb:GetItem", "dynamodb:Query")
                .noneMatch(it -> it.contains("*") || it.contains("Restore"));
    }

    /** Of tables and of the ledger; AlarmsTest tests whom they notify. */
    @Test
    void failedBackupOrCopy_hasAnAlarm() {
        for (var name : List.of("BackupsFailed", "BackupCopiesFailed")) {
            var metrics =
                    templates()
                            .operations()
                            .resource("AWS::CloudWatch::Alarm", "Alarms" + name)
                            .property("Metrics");
            assertThat(metrics.findValuesAsText("Namespace")).containsOnly("AWS/Backup").hasSize(2);
            assertThat(metrics.findValuesAsText("Value"))
                    .containsExactlyInAnyOrder("DynamoDB", "Aurora");
        }
        assertThat(StageTemplates.of("dev").operations().resources("AWS::CloudWatch::Alarm"))
                .extracting(Resource::name)
                .doesNotContain("AlarmsBackupsFailed");
    }

    @Test
    void start_isAwayFromTheWindowsOfTheDatabase() {
        var database = StageTemplates.settings(stage).ledger().database();
        var start = LocalTime.parse(settings().dailyAtUtc());
        for (var window : List.of(database.backupWindowUtc(), database.maintenanceWindowUtc())) {
            var times = window.replaceAll("[a-z]+:", "").split("-", 2);
            var from = LocalTime.parse(times[0]).minus(AWAY_FROM_WINDOWS);
            var to = LocalTime.parse(times[1]);
            assertThat(start.isBefore(from) || start.isAfter(to)).as(window).isTrue();
        }
    }

    /** The vaults share the fate of the tables. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "small"})
    void stageWithBackups_removesItsVaultsIfItKeepsNoData(String other) {
        assertThat(StageTemplates.of(other).backups()).isEmpty();
        var with =
                StageTemplates.with(
                        other,
                        "backups: { copyTo: eu-west-1, dailyAtUtc: '02:00', keptDays: 1,"
                                + " copiesKeptDays: 1 }\n");
        assertThat(with.resources("AWS::Backup::BackupVault"))
                .hasSize(2)
                .extracting(it -> it.json().path("DeletionPolicy").asText())
                .containsOnly(other.equals("dev") ? "Delete" : "RetainExceptOnCreate");
    }

    private JsonNode rule() {
        var plan = backups().resource("AWS::Backup::BackupPlan", "Plan");
        assertThat(plan.at("/BackupPlan/BackupPlanRule")).hasSize(1);
        return plan.at("/BackupPlan/BackupPlanRule/0");
    }

    private List<JsonNode> statements() {
        return Resource.elements(
                        backups()
                                .resource("AWS::IAM::Policy", "RoleDefaultPolicy")
                                .at("/PolicyDocument/Statement"))
                .toList();
    }

    private String text(JsonNode value) {
        return templates().textOf(value);
    }

    private BackupSettings settings() {
        return requireNonNull(StageTemplates.settings(stage).backups());
    }

    private Template backups() {
        return templates().backups().getFirst();
    }

    private Template copies() {
        return templates().backups().getLast();
    }

    private StageTemplates templates() {
        return StageTemplates.of(stage);
    }
}
