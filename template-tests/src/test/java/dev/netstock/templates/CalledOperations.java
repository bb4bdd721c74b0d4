package dev.netstock.templates;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds which operations of DynamoDB a function's code may call, by following its bytecode from the
 * handler: calls, lambdas, and for a call of an interface or a class each class below it that has
 * the method. It sees calls that are never made, but misses none that stays within our own types.
 */
final class CalledOperations {
    private static final String CLIENT = "software/amazon/awssdk/services/dynamodb/DynamoDbClient";

    /** Where a method does not simply bear the operation's name. */
    private static final Map<String, Set<String>> ACTIONS =
            Map.of(
                    "builder", Set.of(),
                    "queryPaginator", Set.of("Query"),
                    // A transaction is permitted by its writes, and ours put rows and update items.
                    "transactWriteItems", Set.of("PutItem", "UpdateItem"));

    private record Method(String owner, String name, String descriptor) {}

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Set<Method> seen = new HashSet<>();
    private final Set<String> actions = new TreeSet<>();

    private CalledOperations(FunctionZip zip) {
        zip.classes().values().stream()
                .map(ClassFile.of()::parse)
                .forEach(model -> classes.put(model.thisClass().asInternalName(), model));
    }

    /** The actions that IAM has for the calls below a handler: {@code PutItem}. */
    static Set<String> of(FunctionZip zip, String handlerClass) {
        var calls = new CalledOperations(zip);
        var handler = calls.classes.get(handlerClass.replace('.', '/'));
        if (handler != null) {
            handler.methods().forEach(calls::follow);
        }
        return calls.actions;
    }

    private void follow(MethodModel method) {
        method.code().ifPresent(code -> code.forEach(this::follow));
    }

    private void follow(CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                    call(
                            new Method(
                                    call.owner().asInternalName(),
                                    call.name().stringValue(),
                                    call.type().stringValue()));
            case InvokeDynamicInstruction lambda ->
                    lambda.bootstrapArgs().stream()
                            .filter(DirectMethodHandleDesc.class::isInstance)
                            .map(DirectMethodHandleDesc.class::cast)
                            .map(CalledOperations::methodOf)
                            .forEach(this::call);
            default -> {}
        }
    }

    private static Method methodOf(DirectMethodHandleDesc handle) {
        var owner = handle.owner().descriptorString();
        return new Method(
                owner.substring(1, owner.length() - 1),
                handle.methodName(),
                handle.lookupDescriptor());
    }

    private void call(Method method) {
        if (method.owner().equals(CLIENT)) {
            actions.addAll(actionsOf(method.name()));
        } else if (classes.containsKey(method.owner()) && seen.add(method)) {
            startOf(method.owner());
            bodiesOf(method).forEach(this::follow);
        }
    }

    private static Set<String> actionsOf(String name) {
        return ACTIONS.getOrDefault(
                name, Set.of(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)));
    }

    /** The first use of a class runs its static initializer. */
    private void startOf(String owner) {
        call(new Method(owner, "<clinit>", "()V"));
    }

    private Stream<MethodModel> bodiesOf(Method method) {
        return classes.values().stream()
                .filter(candidate -> isOrExtends(candidate, method.owner()))
                .flatMap(candidate -> candidate.methods().stream())
                .filter(
                        body ->
                                body.methodName().equalsString(method.name())
                                        && body.methodType().equalsString(method.descriptor()));
    }

    private boolean isOrExtends(ClassModel candidate, String ancestor) {
        if (candidate.thisClass().asInternalName().equals(ancestor)) {
            return true;
        }
        return Stream.concat(candidate.superclass().stream(), candidate.interfaces().stream())
                .map(ClassEntry::asInternalName)
                .map(classes::get)
                .anyMatch(parent -> parent != null && isOrExtends(parent, ancestor));
    }
}
