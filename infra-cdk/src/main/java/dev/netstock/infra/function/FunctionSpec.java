package dev.netstock.infra.function;

import dev.netstock.infra.stage.FunctionSettings;
import dev.netstock.infra.stage.StageSettings;

import java.util.List;
import java.util.Locale;

/**
 * The declaration of one Lambda function. The stacks create everything else from it: function,
 * role, logs, queue, dead-letter queue, mapping, subscription, schedule, routes, alarms, outputs.
 *
 * @param id the construct's id: part of logical ids in the templates, and the name in stage files
 * @param area the stack that it is in
 * @param folder the folder under {@code functions}, and the name of the zip
 * @param handlerClass the class with {@code handleRequest}
 * @param trigger what invokes it
 * @param uses what it uses: the only source of its environment and permissions
 * @param defaults its size and batches, where a stage does not override them
 */
public record FunctionSpec(
        String id,
        StackArea area,
        String folder,
        String handlerClass,
        Trigger trigger,
        List<Use> uses,
        FunctionSettings defaults) {
    public FunctionSpec {
        uses = List.copyOf(uses);
    }

    /** A function that an operator invokes and that uses nothing yet. */
    FunctionSpec(String id, StackArea area, String folder, String handlerClass) {
        this(
                id,
                area,
                folder,
                handlerClass,
                new Trigger.Operator(),
                List.of(),
                FunctionSettings.NONE);
    }

    FunctionSpec on(Trigger by) {
        return new FunctionSpec(id, area, folder, handlerClass, by, uses, defaults);
    }

    FunctionSpec answers(Route... routes) {
        return on(new Trigger.Api(List.of(routes)));
    }

    FunctionSpec uses(Use... all) {
        return new FunctionSpec(id, area, folder, handlerClass, trigger, List.of(all), defaults);
    }

    FunctionSpec sized(FunctionSettings size) {
        return new FunctionSpec(id, area, folder, handlerClass, trigger, uses, size);
    }

    FunctionSpec declaredIn(List<FunctionSpec> catalogue) {
        catalogue.add(this);
        return this;
    }

    /** Whether a stage has it. */
    public boolean isIn(StageSettings settings) {
        return !folder.equals("malls") || settings.hasMalls();
    }

    /** The service in logs and metrics: {@code delta-publisher}. */
    public String service() {
        return id.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The handler in Lambda's notation. */
    public String handler() {
        return handlerClass + "::handleRequest";
    }

    /** The routes that it answers. */
    public List<Route> routes() {
        return trigger instanceof Trigger.Api api ? api.routes() : List.of();
    }

    /** Whether a queue invokes it. */
    public boolean hasQueue() {
        return trigger instanceof Trigger.Queue;
    }

    /** Whether it sends messages to its own queue. */
    public boolean sendsToItself() {
        return usesOf(QueueUse.class).stream().anyMatch(use -> use.consumer().equals(id));
    }

    /** Whether it runs in the ledger's network: the functions that connect to the database do. */
    public boolean inLedgerNetwork() {
        return !usesOf(DatabaseUse.class).isEmpty();
    }

    /** What it uses of one kind. */
    public <T extends Use> List<T> usesOf(Class<T> kind) {
        return uses.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The id, for messages and test reports. */
    @Override
    public String toString() {
        return id;
    }
}
