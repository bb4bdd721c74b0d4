package dev.netstock.infra.api;

import dev.netstock.infra.api.identity.AcceptedTokens;
import dev.netstock.infra.api.identity.OwnUserPool;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.events.EventChannels;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.ledger.LedgerStack;
import dev.netstock.infra.sale.SaleStack;
import dev.netstock.infra.stage.StageSettings;
import dev.netstock.infra.stage.TokenIssuer;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

import java.util.EnumMap;
import java.util.Map;

/** What is called: the HTTP API, its functions, and who may call it. */
public final class ApiStack extends Stack {
    private final StageSettings settings;
    private final Map<NetStockFunction, StockFunction> functions;
    private final HttpFront front;

    public ApiStack(
            Construct scope,
            String id,
            StageSettings settings,
            StoredData stored,
            EventChannels channels,
            LedgerStack ledger,
            SaleStack sale,
            FunctionZips zips) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": the HTTP API")
                        .terminationProtection(settings.keepsData())
                        .build());
        this.settings = settings;
        var functions = new ApiFunctions(this, settings, zips, stored, channels);
        var manualSupply = functions.manualSupply();
        this.functions =
                Map.of(
                        NetStockFunction.CHECKOUT, functions.checkout(),
                        NetStockFunction.INQUIRY, functions.inquiry(),
                        NetStockFunction.SALES_INQUIRY, functions.salesInquiry(),
                        NetStockFunction.SETTINGS, functions.settingsOfSkus());
        this.front = new HttpFront(this, settings, acceptedTokens(), withOthers(ledger, sale));
        output("ApiUrl", front.url());
        output("ManualSupplyFunction", manualSupply.live().getFunctionArn());
    }

    /** The functions of this stack that are behind the API. */
    public Map<NetStockFunction, StockFunction> functions() {
        return functions;
    }

    /** The HTTP API, as metrics name it. */
    public String apiId() {
        return front.apiId();
    }

    private Map<NetStockFunction, StockFunction> withOthers(LedgerStack ledger, SaleStack sale) {
        var all = new EnumMap<>(ledger.functions());
        all.putAll(sale.called());
        all.putAll(functions);
        return all;
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
