package dev.netstock.infra.operations;

import dev.netstock.infra.function.Functions;
import dev.netstock.infra.stage.LedgerConnections;
import dev.netstock.infra.stage.LedgerSettings;

/**
 * Alarms about the ledger's database and its data.
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
                "The ledger's database uses more than 90% of its maximum capacity. Find the cause"
                        + " of the load, or raise maxCapacityUnits.");
        alarms.add(
                "LedgerConnections",
                StockMetrics.ofDatabase(cluster, "DatabaseConnections"),
                LedgerConnections.upTo(settings.database()) * PERCENT_MAX / 100.0,
                3,
                "The ledger's database uses more than 90% of its connections. Other clients than"
                        + " the functions are connected, or environments of old versions are still"
                        + " running.");
        alarms.add(
                "Drift",
                StockMetrics.counted(Functions.RECONCILE, "Drifted"),
                0,
                1,
                "Net stock and ledger differ. Read the report of the run, check whether it repaired"
                        + " the difference, and find the cause.");
        alarms.add(
                "ImportsRefused",
                StockMetrics.counted(Functions.FILE_IMPORT, "FilesRefused"),
                0,
                1,
                "A file of the core system was rejected. Its report in the folder refused/ lists"
                        + " the errors.");
    }
}
