package dev.netstock.infra.backup;

import dev.netstock.infra.stage.BackupSettings;

import software.amazon.awscdk.Aws;

/**
 * Names that both regions know. They are fixed, because a template cannot refer to a resource of
 * another region.
 */
final class BackupNames {
    private BackupNames() {}

    /** The vault of a stage, in both regions. */
    static String vault(String stage) {
        return "netstock-" + stage;
    }

    /** The alias of the key of the copies. */
    static String keyAlias(String stage) {
        return "alias/netstock-" + stage + "-backups";
    }

    /** The vault of the copies. */
    static String copiesVaultArn(String stage, BackupSettings backups) {
        return "arn:%s:backup:%s:%s:backup-vault:%s"
                .formatted(Aws.PARTITION, backups.copyTo(), Aws.ACCOUNT_ID, vault(stage));
    }
}
