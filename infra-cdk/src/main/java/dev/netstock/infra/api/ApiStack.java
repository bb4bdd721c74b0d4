package dev.netstock.infra.api;

import dev.netstock.infra.api.identity.AcceptedTokens;
import dev.netstock.infra.api.identity.OwnUserPool;
import dev.netstock.infra.data.StockTables;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.history.HistoryFeed;
import dev.netstock.infra.stage.StageSettings;
import dev.netstock.infra.stage.TokenIssuer;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

import java.util.Map;

/** What runs: the HTTP API, its functions, who may call it, and the feed of the history. */
public final class ApiStack extends Stack {
    private final StageSettings settings;

    public ApiStack(
            Construct scope,
            String id,
            StageSettings settings,
            StockTables tables,
            FunctionZips zips) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": the HTTP API")
                        .terminationProtection(settings.keepsData())
                        .build());
        this.settings = settings;
        var functions = new ApiFunctions(this, settings, zips, tables);
        var supplyApply = functions.supplyApply();
        var front =
                new HttpFront(
                        this,
                        settings,
                        acceptedTokens(),
                        Map.of(
                                NetStockFunction.CHECKOUT, functions.checkout(),
                                NetStockFunction.INQUIRY, functions.inquiry()));
        new HistoryFeed(this, settings, zips, tables);
        output("ApiUrl", front.url());
        output("SupplyApplyFunction", supplyApply.live().getFunctionArn());
    }

    private AcceptedTokens acceptedTokens() {
        if (settings.issuer() instanceof TokenIssuer.External external) {
            return new AcceptedTokens(external.url(), external.audiences());
        }
        return new OwnUserPool(this, settings).tokens();
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }
}
