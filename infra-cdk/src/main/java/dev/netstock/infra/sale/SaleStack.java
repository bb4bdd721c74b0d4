package dev.netstock.infra.sale;

import static dev.netstock.infra.function.NetStockFunction.SALE_MODE;
import static dev.netstock.infra.function.NetStockFunction.SALE_MODE_STEPS;

import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.events.ConsumerQueue;
import dev.netstock.infra.events.ConsumerStack;
import dev.netstock.infra.events.EventSources;
import dev.netstock.infra.events.EventsStack;
import dev.netstock.infra.events.QueueSchedules;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.ledger.LedgerStack;
import dev.netstock.infra.stage.StageSettings;

import software.constructs.Construct;

import java.util.Map;

/** Sale mode: the function behind its route, and the one that walks the steps each minute. */
public final class SaleStack extends ConsumerStack {
    private static final int WOKEN_WITHIN_S = 60;

    public SaleStack(
            Construct scope,
            String id,
            StageSettings settings,
            StoredData data,
            EventsStack events,
            LedgerStack ledger,
            FunctionZips zips) {
        super(scope, id, settings, "sale mode");
        makeQueue(SALE_MODE_STEPS, ConsumerQueue.Kind.STANDARD);
        ConsumerQueue steps = queueOf(SALE_MODE_STEPS);
        var making = new SaleFunctions(this, settings, zips, data, events, ledger, steps);
        add(SALE_MODE, making.saleMode());
        add(SALE_MODE_STEPS, making.saleModeSteps());
        new EventSources(settings, data, functions()).byQueue(SALE_MODE_STEPS, steps);
        new QueueSchedules(this, "SaleSchedules")
                .tell("Steps", "rate(1 minute)", steps, "{}", WOKEN_WITHIN_S);
        outputFunctions();
    }

    /** The function behind the route, for the API. */
    public Map<NetStockFunction, StockFunction> called() {
        return Map.of(SALE_MODE, function(SALE_MODE));
    }
}
