package dev.netstock.infra.jobs;

import dev.netstock.infra.function.FunctionStack;
import dev.netstock.infra.function.StackArea;
import dev.netstock.infra.function.StageResources;

import software.constructs.Construct;

/** The jobs of operators: the functions behind their routes, and the one that does the steps. */
public final class JobsStack extends FunctionStack {
    public JobsStack(Construct scope, String id, StageResources resources) {
        super(scope, id, StackArea.JOBS, resources, "queues and jobs");
        createQueues();
        createFunctions();
        connectFunctions("JobSchedules");
        outputFunctions(functions());
    }
}
