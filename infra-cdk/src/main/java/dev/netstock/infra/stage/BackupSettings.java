package dev.netstock.infra.stage;

/**
 * Daily backups of the tables and the ledger, and their copies in another region.
 *
 * @param copyTo the region of the copies: {@code ap-northeast-3}
 * @param dailyAtUtc when they start, in UTC: {@code 15:00}
 * @param keptDays how long a backup is kept in the region of the stage
 * @param copiesKeptDays how long its copy is kept
 */
public record BackupSettings(String copyTo, String dailyAtUtc, int keptDays, int copiesKeptDays) {
    /** The schedule, as AWS Backup writes it. */
    public String cron() {
        var parts = dailyAtUtc.split(":", 2);
        return "cron(%d %d * * ? *)"
                .formatted(Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
    }
}
