package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.infra.data.StockTable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Every table is restored by the drill, which finds the tables of a stage by their outputs, except
 * projections that are rebuilt; and the guide says how each is restored after a loss.
 */
class RestoreGuideTest {
    private static final Path FOLDER = Path.of("").toAbsolutePath();

    @ParameterizedTest
    @EnumSource
    void table_isRestoredByTheDrill_orRebuilt(StockTable table) {
        boolean isRebuilt =
                switch (table) {
                    case STOCK_HISTORY, SALES -> true;
                    case NET_STOCK,
                            STOCK_DELTAS,
                            ALLOWANCES,
                            REPLENISHMENT,
                            REPLENISHMENT_REQUESTS,
                            SALE_MODE,
                            SHARDS,
                            PLACES,
                            LONG_HOLDS,
                            PROJECTIONS,
                            JOBS,
                            MALLS,
                            AUDIT_LOG ->
                            false;
                };
        var outputs = StageTemplates.of("prod").data().outputs();
        assertThat(outputs).contains(table.id() + "Table");
        assertThat(exceptions().contains("`" + table.id() + "`")).isEqualTo(isRebuilt);
    }

    /** The command has the same exceptions: a test of it compares them with this sentence. */
    private static String exceptions() {
        String guide = guide();
        int from = guide.indexOf("all tables except ");
        return guide.substring(from, guide.indexOf(" to the moment", from));
    }

    @ParameterizedTest
    @EnumSource
    void guide_saysHowTheTableIsRestored(StockTable table) {
        String guide = guide();
        int from = guide.indexOf("## What is backed up");
        String section = guide.substring(from, guide.indexOf("### Turn on", from));
        assertThat(section).contains("`" + table.id() + "`");
    }

    private static String guide() {
        try {
            return Files.readString(FOLDER.resolve("../docs/restore.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
