package dev.netstock.infra.backup;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.data.StockTable;
import dev.netstock.infra.function.StageResources;
import dev.netstock.infra.stage.BackupSettings;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.backup.CfnBackupPlan;
import software.amazon.awscdk.services.backup.CfnBackupSelection;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * AWS Backup: a daily backup of every table and of the ledger, with a copy in another region.
 *
 * <p>Restores to a moment do not need it: tables have point-in-time recovery, and Aurora backs up
 * continuously, as the other stacks declare. The rule is therefore not continuous. AWS Backup would
 * take over the cluster's retention period, and a copy in another region is a snapshot in any case.
 *
 * <p>AWS Backup copies a table to another region only with its advanced features for DynamoDB, a
 * setting of the account and region that no template can make: {@code docs/restore.md} has the
 * command. Without it, each copy of a table fails, and an alarm fires.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html">Continuous
 *     backups and point-in-time recovery</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html">Advanced
 *     DynamoDB backup</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateRegionSettings.html">UpdateRegionSettings</a>:
 *     resources that a selection names are backed up whatever the service opt-in says
 */
public final class BackupsStack extends Stack {
    private static final String SERVICE = "backup.amazonaws.com";

    /** A backup that has not started an hour later is lost; the next one is a day later. */
    private static final double START_MINUTES = 60;

    /** A backup and its copy end before the next one starts. */
    private static final double COMPLETION_MINUTES = 1_380;

    private final StageResources resources;
    private final BackupSettings backups;

    public BackupsStack(
            Construct scope, String id, StageResources resources, BackupSettings backups) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + resources.settings().name() + ": daily backups")
                        .terminationProtection(resources.settings().isProtected())
                        .build());
        this.resources = resources;
        this.backups = backups;
        var vault =
                BackupVault.Builder.create(this, "Vault")
                        .backupVaultName(BackupNames.vault(settings().name()))
                        .encryptionKey(resources.key())
                        .removalPolicy(settings().removalPolicy())
                        .build();
        select(plan(vault), role(vault));
    }

    private StageSettings settings() {
        return resources.settings();
    }

    private CfnBackupPlan plan(BackupVault vault) {
        return CfnBackupPlan.Builder.create(this, "Plan")
                .backupPlan(
                        CfnBackupPlan.BackupPlanResourceTypeProperty.builder()
                                .backupPlanName("netstock-" + settings().name())
                                .backupPlanRule(List.of(rule(vault)))
                                .build())
                .build();
    }

    private CfnBackupPlan.BackupRuleResourceTypeProperty rule(BackupVault vault) {
        return CfnBackupPlan.BackupRuleResourceTypeProperty.builder()
                .ruleName("daily")
                .targetBackupVault(vault.getBackupVaultName())
                .scheduleExpression(backups.cron())
                .startWindowMinutes(START_MINUTES)
                .completionWindowMinutes(COMPLETION_MINUTES)
                .enableContinuousBackup(false)
                .lifecycle(
                        CfnBackupPlan.LifecycleResourceTypeProperty.builder()
                                .deleteAfterDays(backups.keptDays())
                                .build())
                .copyActions(
                        List.of(
                                CfnBackupPlan.CopyActionResourceTypeProperty.builder()
                                        .destinationBackupVaultArn(copiesVault())
                                        .lifecycle(
                                                CfnBackupPlan.LifecycleResourceTypeProperty
                                                        .builder()
                                                        .deleteAfterDays(backups.copiesKeptDays())
                                                        .build())
                                        .build()))
                .build();
    }

    private String copiesVault() {
        return BackupNames.copiesVaultArn(settings().name(), backups);
    }

    private void select(CfnBackupPlan plan, Role role) {
        CfnBackupSelection.Builder.create(this, "Selection")
                .backupPlanId(plan.getRef())
                .backupSelection(
                        CfnBackupSelection.BackupSelectionResourceTypeProperty.builder()
                                .selectionName("tables-and-ledger")
                                .iamRoleArn(role.getRoleArn())
                                .resources(
                                        Stream.concat(
                                                        tables().stream(),
                                                        Stream.of(resources.ledger().clusterArn()))
                                                .toList())
                                .build())
                .build();
    }

    private List<String> tables() {
        return StockTable.of(resources.settings()).stream()
                .map(it -> resources.table(it).getTableArn())
                .toList();
    }

    /**
     * The part of AWS's managed policy that this plan needs, on the stage's own resources.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html">AWSBackupServiceRolePolicyForBackup</a>
     */
    private Role role(BackupVault vault) {
        var role =
                Role.Builder.create(this, "Role")
                        .description("Backs up the tables and the ledger")
                        .assumedBy(
                                new ServicePrincipal(SERVICE)
                                        .withConditions(
                                                Map.of(
                                                        "StringEquals",
                                                        Map.of(
                                                                "aws:SourceAccount",
                                                                Aws.ACCOUNT_ID))))
                        .build();
        allow(
                role,
                tables(),
                "dynamodb:DescribeTable",
                "dynamodb:CreateBackup",
                "dynamodb:StartAwsBackupJob",
                "dynamodb:ListTagsOfResource");
        var backupsOfTables = tables().stream().map(it -> it + "/backup/*").toList();
        allow(role, backupsOfTables, "dynamodb:DescribeBackup", "dynamodb:DeleteBackup");
        allow(
                role,
                List.of("*"),
                "rds:DescribeDBClusters",
                "rds:DescribeDBClusterSnapshots",
                "rds:DescribeDBClusterAutomatedBackups",
                "tag:GetResources");
        allow(
                role,
                Stream.concat(Stream.of(resources.ledger().clusterArn()), snapshots()).toList(),
                "rds:CreateDBClusterSnapshot",
                "rds:AddTagsToResource",
                "rds:ListTagsForResource");
        allow(
                role,
                snapshots().toList(),
                "rds:CopyDBClusterSnapshot",
                "rds:DeleteDBClusterSnapshot",
                "rds:ModifyDBClusterSnapshotAttribute");
        allow(
                role,
                List.of(vault.getBackupVaultArn(), copiesVault()),
                "backup:DescribeBackupVault",
                "backup:CopyIntoBackupVault",
                "backup:CopyFromBackupVault");
        keys(role);
        acceptWildcards(role);
        return role;
    }

    /** Snapshots that AWS Backup takes have this prefix, in both regions. */
    private Stream<String> snapshots() {
        return Stream.of(Aws.REGION, backups.copyTo())
                .map(
                        region ->
                                "arn:%s:rds:%s:%s:cluster-snapshot:awsbackup:*"
                                        .formatted(Aws.PARTITION, region, Aws.ACCOUNT_ID));
    }

    /** The key of the copies is known by its alias, since its id is generated in its region. */
    private void keys(Role role) {
        var use =
                List.of(
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo");
        var own = List.of(resources.key().getKeyArn());
        var ofCopies =
                List.of(
                        "arn:%s:kms:%s:%s:key/*"
                                .formatted(Aws.PARTITION, backups.copyTo(), Aws.ACCOUNT_ID));
        Map<String, Object> named =
                Map.of(
                        "ForAnyValue:StringEquals",
                        Map.of("kms:ResourceAliases", BackupNames.keyAlias(settings().name())));
        Map<String, Object> granted = Map.of("Bool", Map.of("kms:GrantIsForAWSResource", "true"));
        var namedAndGranted = new HashMap<>(named);
        namedAndGranted.putAll(granted);
        allow(role, own, use, Map.of());
        allow(role, own, List.of("kms:CreateGrant"), granted);
        allow(role, ofCopies, use, named);
        allow(role, ofCopies, List.of("kms:CreateGrant"), namedAndGranted);
    }

    private static void allow(Role role, List<String> on, String... actions) {
        allow(role, on, List.of(actions), Map.of());
    }

    private static void allow(
            Role role, List<String> on, List<String> actions, Map<String, Object> conditions) {
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(actions)
                        .resources(on)
                        .conditions(conditions)
                        .build());
    }

    private void acceptWildcards(Role role) {
        AcceptedFindings.finding(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "AWS Backup lists clusters, snapshots and tags; these actions name no resource.");
        for (var table : StockTable.of(resources.settings())) {
            var owner = resources.table(table);
            AcceptedFindings.allBelow(
                    role,
                    owner,
                    owner.getTableArn(),
                    "backup/*",
                    "DynamoDB generates the ids of the backups that AWS Backup takes.");
        }
        snapshots()
                .forEach(
                        arn ->
                                AcceptedFindings.finding(
                                        role,
                                        "AwsSolutions-IAM5[Resource::" + shown(arn) + "]",
                                        "AWS Backup generates the names of its snapshots."));
        AcceptedFindings.finding(
                role,
                "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:"
                        + backups.copyTo()
                        + ":<AWS::AccountId>:key/*]",
                "The id of a key of another region is unknown; a condition names its alias.");
    }

    /** The ARN as cdk-nag writes it. */
    private static String shown(String arn) {
        return arn.replace(Aws.PARTITION, "<AWS::Partition>")
                .replace(Aws.REGION, "<AWS::Region>")
                .replace(Aws.ACCOUNT_ID, "<AWS::AccountId>");
    }
}
