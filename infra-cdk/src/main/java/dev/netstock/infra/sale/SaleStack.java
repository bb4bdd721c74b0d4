package dev.netstock.infra.sale;

import dev.netstock.infra.function.FunctionStack;
import dev.netstock.infra.function.StackArea;
import dev.netstock.infra.function.StageResources;

import software.constructs.Construct;

/** Sale mode: the function behind its routes, and the one that runs the steps each minute. */
public final class SaleStack extends FunctionStack {
    public SaleStack(Construct scope, String id, StageResources resources) {
        super(scope, id, StackArea.SALE, resources, "sale mode");
        createQueues();
        createFunctions();
        connectFunctions("SaleSchedules");
        outputFunctions(functions());
    }
}
