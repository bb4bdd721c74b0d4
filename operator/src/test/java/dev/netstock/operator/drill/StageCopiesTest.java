package dev.netstock.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.StandInStage;
import dev.netstock.operator.stage.DeployedStack;
import dev.netstock.operator.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which tables of a stage a drill restores. */
class StageCopiesTest {
    private static final Map<String, String> OUTPUTS =
            Map.of(
                    "LedgerCluster", "netstock-prod-ledger",
                    "NetStockTable", "n",
                    "StockDeltasTable", "d",
                    "AllowancesTable", "a",
                    "LongHoldsTable", "l",
                    "AnyTable", "x",
                    "StockHistoryTable", "h",
                    "SalesTable", "s",
                    "ArchiveBucket", "b");

    /** A table that is added later is restored without a change of the command. */
    @Test
    void copies_areThoseOfEachTable_exceptProjectionsThatAreRebuilt() {
        assertThat(copies(OUTPUTS).tables())
                .containsOnlyKeys(
                        "AllowancesTable",
                        "AnyTable",
                        "LongHoldsTable",
                        "NetStockTable",
                        "StockDeltasTable");
    }

    @Test
    void copies_ofAStageWithoutAnOutput_areRefused() {
        var outputs = new TreeMap<>(OUTPUTS);
        outputs.remove("AllowancesTable");
        assertThatThrownBy(() -> copies(outputs))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("AllowancesTable");
    }

    /** The guide says which tables those are; a test of the templates holds it for all tables. */
    @Test
    void guide_namesTheTablesThatAreNotCopied() throws IOException {
        String guide = Files.readString(Path.of("../docs/restore.md"));
        assertThat(guide).contains("all tables except `StockHistory` and `Sales` to the moment");
        assertThat(StageCopies.REBUILT)
                .containsExactlyInAnyOrder("StockHistoryTable", "SalesTable");
    }

    private static StageCopies copies(Map<String, String> outputs) {
        var stack =
                new DeployedStack("NetStock-prod-Data", "CREATE_COMPLETE", Instant.EPOCH, outputs);
        try (StandInStage standIn = StandInStage.withApi(_ -> "{}");
                DynamoDbClient dynamo = standIn.clients().dynamoDb();
                RdsClient rds = standIn.clients().rds()) {
            return StageCopies.of(new Stage("prod", List.of(stack)), dynamo, rds, _ -> {});
        }
    }
}
