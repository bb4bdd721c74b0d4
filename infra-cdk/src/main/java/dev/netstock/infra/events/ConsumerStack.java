package dev.netstock.infra.events;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** A stack of functions, and of the queues that feed some of them. */
public abstract class ConsumerStack extends Stack {
    private final StageSettings settings;
    private final Map<NetStockFunction, StockFunction> functions =
            new EnumMap<>(NetStockFunction.class);
    private final Map<NetStockFunction, ConsumerQueue> queues =
            new EnumMap<>(NetStockFunction.class);

    /**
     * With nothing in it.
     *
     * @param what what the stack is for, in its description
     */
    protected ConsumerStack(Construct scope, String id, StageSettings settings, String what) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": " + what)
                        .terminationProtection(settings.keepsData())
                        .build());
        this.settings = settings;
    }

    /** All functions of this stack. */
    public final Map<NetStockFunction, StockFunction> functions() {
        return Collections.unmodifiableMap(functions);
    }

    /** One function of this stack. */
    public final StockFunction function(NetStockFunction which) {
        return requireNonNull(functions.get(which), () -> which + " is not of this stack");
    }

    /** The queues, by the function that consumes them. */
    public final Map<NetStockFunction, Queue> queues() {
        var all = new EnumMap<NetStockFunction, Queue>(NetStockFunction.class);
        queues.forEach((consumer, pair) -> all.put(consumer, pair.queue()));
        return all;
    }

    /** Where messages end that no consumer could handle. */
    public final Map<NetStockFunction, Queue> deadLetters() {
        var all = new EnumMap<NetStockFunction, Queue>(NetStockFunction.class);
        queues.forEach((consumer, pair) -> all.put(consumer, pair.deadLetters()));
        return all;
    }

    /** What the stage asks for. */
    protected final StageSettings settings() {
        return settings;
    }

    /** Makes the queue of a consumer. */
    protected final void makeQueue(NetStockFunction consumer, ConsumerQueue.Kind kind) {
        queues.put(consumer, new ConsumerQueue(this, consumer, settings, kind));
    }

    /** The queue of a consumer, with its dead letters. */
    protected final ConsumerQueue queueOf(NetStockFunction consumer) {
        return requireNonNull(queues.get(consumer), () -> consumer + " has no queue here");
    }

    /** All queues, by their consumers. */
    protected final Map<NetStockFunction, ConsumerQueue> consumed() {
        return Collections.unmodifiableMap(queues);
    }

    /** Adds a function. */
    protected final void add(NetStockFunction which, StockFunction function) {
        functions.put(which, function);
    }

    /** Tells the name of each function, for who invokes them by hand. */
    protected final void outputFunctions() {
        functions.forEach(
                (which, function) ->
                        output(which.id() + "Function", function.live().getFunctionArn()));
    }

    /** Tells a value under a name of ours. */
    protected final void output(String id, String value) {
        CfnOutput.Builder.create(this, id + "Output").value(value).build().overrideLogicalId(id);
    }
}
