package dev.netstock.infra.function;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack with functions: it creates them, and what invokes them, as {@link Functions} declares.
 */
public abstract class FunctionStack extends Stack {
    private final StackArea area;
    private final StageResources resources;
    private final Map<FunctionSpec, ConsumerQueue> queues = new LinkedHashMap<>();
    private final Map<FunctionSpec, EventSourceMapping> streams = new LinkedHashMap<>();

    /**
     * An empty stack.
     *
     * @param purpose what the stack is for, in its description
     */
    protected FunctionStack(
            Construct scope, String id, StackArea area, StageResources resources, String purpose) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + resources.settings().name() + ": " + purpose)
                        .terminationProtection(resources.settings().isProtected())
                        .build());
        this.area = area;
        this.resources = resources;
    }

    /** The functions of this stack. */
    public final List<FunctionSpec> functions() {
        return Functions.of(area).stream().filter(it -> it.isIn(settings())).toList();
    }

    /** The queues, by the function that consumes them. */
    public final Map<FunctionSpec, ConsumerQueue> queues() {
        return Collections.unmodifiableMap(queues);
    }

    /** The mappings that read streams, by the function that they invoke. */
    public final Map<FunctionSpec, EventSourceMapping> streams() {
        return Collections.unmodifiableMap(streams);
    }

    protected final StageResources resources() {
        return resources;
    }

    protected final StageSettings settings() {
        return resources.settings();
    }

    protected final ConsumerQueue queueOf(FunctionSpec consumer) {
        return requireNonNull(queues.get(consumer), consumer::id);
    }

    /** Creates the queues of the stack's consumers, which other resources may refer to. */
    protected final void createQueues() {
        for (var function : functions()) {
            if (function.trigger() instanceof Trigger.Queue trigger) {
                var queue = new ConsumerQueue(this, function, trigger.kind(), settings());
                queues.put(function, queue);
                resources.addQueue(function.id(), queue.queue());
                resources.addDeadLetters(function.id(), queue.deadLetters());
            }
        }
    }

    /** Creates the functions. Everything that they use must exist. */
    protected final void createFunctions() {
        for (var function : functions()) {
            resources.add(function, new StockFunction(this, function, resources));
        }
    }

    /**
     * Creates the mappings, subscriptions and schedules that invoke the functions.
     *
     * @param schedulesId the id of the construct that holds the schedules
     * @return the mappings
     */
    protected final List<EventSourceMapping> connectFunctions(String schedulesId) {
        var mappings = new ArrayList<EventSourceMapping>();
        var sources = new EventSources(resources);
        for (var function : functions()) {
            if (function.trigger() instanceof Trigger.TableStream stream) {
                streams.put(function, sources.byTableStream(function, stream));
            } else if (function.trigger() instanceof Trigger.MovementStream) {
                streams.put(function, sources.byMovementStream(function));
            } else if (function.hasQueue()) {
                mappings.add(sources.byQueue(function));
            }
        }
        mappings.addAll(streams.values());
        subscribe();
        schedule(schedulesId);
        return mappings;
    }

    /** Outputs the alias of each function, for operators. */
    protected final void outputFunctions(List<FunctionSpec> all) {
        for (var function : all) {
            output(
                    function.id() + "Function",
                    resources.function(function).live().getFunctionArn());
        }
    }

    /** Outputs a value under this exact name. */
    protected final void output(String name, String value) {
        CfnOutput.Builder.create(this, name + "Output")
                .value(value)
                .build()
                .overrideLogicalId(name);
    }

    private void subscribe() {
        queues.forEach(
                (function, queue) -> {
                    if (function.trigger() instanceof Trigger.Queue trigger
                            && !trigger.eventTypes().isEmpty()) {
                        Subscriptions.add(resources.stockEvents(), queue, trigger);
                    }
                });
    }

    private void schedule(String id) {
        var schedules = new QueueSchedules(this, id);
        queues.forEach(
                (function, queue) -> {
                    if (function.trigger() instanceof Trigger.Queue trigger) {
                        for (var each : trigger.schedules().apply(settings())) {
                            schedules.add(each, queue.queue(), settings());
                        }
                    }
                });
    }
}
