package dev.netstock.infra.backup;

import dev.netstock.infra.stage.BackupSettings;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The vault of the copies, in the other region, and the key that encrypts them. AWS Backup copies
 * into a vault that exists; CDK deploys this stack before the one that refers to it.
 *
 * <p>A vault that has recovery points cannot be deleted. A stage that does not keep its data needs
 * them deleted first.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html">
 *     Creating backup copies across AWS Regions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteBackupVault.html">DeleteBackupVault</a>
 */
public final class BackupCopiesStack extends Stack {
    public BackupCopiesStack(
            Construct scope, String id, StageSettings settings, BackupSettings backups) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": copies of backups")
                        .env(Environment.builder().region(backups.copyTo()).build())
                        .terminationProtection(settings.isProtected())
                        .build());
        var key =
                Key.Builder.create(this, "Key")
                        .description(
                                "Encrypts the copies of backups of net-stock " + settings.name())
                        .alias(BackupNames.keyAlias(settings.name()))
                        .enableKeyRotation(true)
                        .removalPolicy(settings.removalPolicy())
                        .build();
        BackupVault.Builder.create(this, "Vault")
                .backupVaultName(BackupNames.vault(settings.name()))
                .encryptionKey(key)
                .removalPolicy(settings.removalPolicy())
                .build();
    }
}
