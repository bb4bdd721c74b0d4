package dev.netstock.infra.sale;

import static dev.netstock.infra.function.NetStockFunction.SALE_MODE;
import static dev.netstock.infra.function.NetStockFunction.SALE_MODE_STEPS;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.events.ConsumerQueue;
import dev.netstock.infra.events.EventsStack;
import dev.netstock.infra.events.Feeding;
import dev.netstock.infra.events.QueueSchedules;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.ledger.LedgerStack;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.EnumMap;
import java.util.Map;

/** Sale mode: the function behind its route, and the one that walks the steps each minute. */
public final class SaleStack extends Stack {
    private static final int WOKEN_WITHIN_S = 60;

    private final ConsumerQueue steps;
    private final Map<NetStockFunction, StockFunction> functions =
            new EnumMap<>(NetStockFunction.class);

    public SaleStack(
            Construct scope,
            String id,
            StageSettings settings,
            StoredData data,
            EventsStack events,
            LedgerStack ledger,
            FunctionZips zips) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": sale mode")
                        .terminationProtection(settings.keepsData())
                        .build());
        this.steps =
                new ConsumerQueue(this, SALE_MODE_STEPS, settings, ConsumerQueue.Kind.STANDARD);
        var making = new SaleFunctions(this, settings, zips, data, events, ledger, steps);
        functions.put(SALE_MODE, making.saleMode());
        functions.put(SALE_MODE_STEPS, making.saleModeSteps());
        new Feeding(settings, data, functions).byQueue(SALE_MODE_STEPS, steps);
        new QueueSchedules(this, "SaleSchedules")
                .tell("Steps", "rate(1 minute)", steps, "{}", WOKEN_WITHIN_S);
        functions.forEach(
                (which, function) ->
                        output(which.id() + "Function", function.live().getFunctionArn()));
    }

    /** All functions of this stack. */
    public Map<NetStockFunction, StockFunction> functions() {
        return functions;
    }

    /** The function behind the route, for the API. */
    public Map<NetStockFunction, StockFunction> called() {
        return Map.of(SALE_MODE, requireNonNull(functions.get(SALE_MODE)));
    }

    /** The queue, by the function that consumes it. */
    public Map<NetStockFunction, Queue> queues() {
        return Map.of(SALE_MODE_STEPS, steps.queue());
    }

    /** Where messages end that it could not handle. */
    public Map<NetStockFunction, Queue> deadLetters() {
        return Map.of(SALE_MODE_STEPS, steps.deadLetters());
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id + "Output").value(value).build().overrideLogicalId(id);
    }
}
