package dev.netstock.infra.operations;

import dev.netstock.infra.function.Functions;
import dev.netstock.infra.stage.LedgerConnections;
import dev.netstock.infra.stage.LedgerSettings;

/**
 * Alarms about the ledger's database and what it holds.
 *
 * @param cluster the database cluster, as metrics name it
 */
record LedgerAlarms(Alarms alarms, LedgerSettings settings, String cluster) {
    private static final int PERCENT_MAX = 90;

    void add() {
        alarms.add(
                "LedgerFull",
                StockMetrics.ofDatabase(cluster, "ACUUtilization"),
                PERCENT_MAX,
                10,
                "The ledger's database is as large as it may grow: see what it works at, or raise"
                        + " its most units.");
        alarms.add(
                "LedgerConnections",
                StockMetrics.ofDatabase(cluster, "DatabaseConnections"),
                LedgerConnections.upTo(settings.database()) * PERCENT_MAX / 100.0,
                3,
                "The ledger's database runs out of connections: somebody connects beside the"
                        + " functions, or environments of old versions linger.");
        alarms.add(
                "Drift",
                StockMetrics.counted(Functions.RECONCILE, "Drifted"),
                0,
                1,
                "Net stock and ledger differ: read the report, see whether it was repaired, and"
                        + " find out why.");
        alarms.add(
                "ImportsRefused",
                StockMetrics.counted(Functions.FILE_IMPORT, "FilesRefused"),
                0,
                1,
                "A file of the core system was refused: its report in the folder refused/ says"
                        + " where.");
    }
}
