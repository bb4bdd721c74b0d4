package dev.netstock.infra.ledger;

import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

import java.util.Map;

/**
 * The step of a deployment that prepares the database. It runs again whenever the migrations or the
 * locations change. If it fails, the deployment fails.
 */
final class LedgerMigration {
    static final String TYPE = "Custom::LedgerMigration";

    private LedgerMigration() {}

    static CustomResource by(
            Construct scope, StockFunction function, StageSettings settings, FunctionZips zips) {
        return CustomResource.Builder.create(scope, "Migration")
                .resourceType(TYPE)
                .serviceToken(function.live().getFunctionArn())
                .serviceTimeout(Duration.minutes(20))
                .properties(
                        Map.of(
                                "Schema", zips.digestOf("functions/ledger/src/main/resources/db"),
                                "Locations", String.join(",", settings.locations())))
                .build();
    }
}
