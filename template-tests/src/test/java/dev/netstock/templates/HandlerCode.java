package dev.netstock.templates;

import java.lang.classfile.ClassModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The AWS actions and environment variables that a handler can reach, found in its bytecode. The
 * analysis follows calls and lambdas. For a call of an interface or a class it follows each subtype
 * that has the method and is instantiated in reachable code. It includes calls that never happen,
 * but misses none within net-stock's own types.
 */
final class HandlerCode {
    private final Types types;
    private final Map<MethodName, List<MethodCode>> bodies = new HashMap<>();
    private final Set<String> instantiated = new HashSet<>();

    /** For a class: itself, and the parents of each of its subtypes that is instantiated. */
    private final Map<String, Set<String>> instantiatedBelow = new HashMap<>();

    private final Set<MethodName> seen = new HashSet<>();
    private final Set<String> actions = new TreeSet<>();
    private final Set<String> variables = new TreeSet<>();

    private HandlerCode(Types types) {
        this.types = types;
    }

    /** Follows a handler of a packaged function. */
    static HandlerCode of(FunctionZip zip, String handlerClass) {
        return of(zip.classes().values().stream(), handlerClass);
    }

    static HandlerCode of(Stream<byte[]> classFiles, String handlerClass) {
        var code = new HandlerCode(Types.of(classFiles));
        code.types
                .find(handlerClass.replace('.', '/'))
                .ifPresent(code::followUntilNoNewClassIsInstantiated);
        return code;
    }

    /** The actions that IAM has for its calls of AWS: {@code dynamodb:PutItem}. */
    Set<String> actions() {
        return actions;
    }

    /** The environment variables that it reads. */
    Set<String> variables() {
        return variables;
    }

    /** A class that is instantiated later may implement an interface that was called earlier. */
    private void followUntilNoNewClassIsInstantiated(ClassModel handler) {
        var countBefore = -1;
        while (instantiated.size() > countBefore) {
            countBefore = instantiated.size();
            seen.clear();
            var name = handler.thisClass().asInternalName();
            instantiate(name);
            call(new MethodName(name, "<clinit>", "()V"));
            handler.methods().stream().map(MethodCode::of).forEach(this::follow);
        }
    }

    private void follow(MethodCode code) {
        variables.addAll(code.variables());
        code.calls().forEach(this::call);
    }

    private void call(MethodName method) {
        if (AwsCalls.isClient(method.owner())) {
            actions.addAll(AwsCalls.actions(method.owner(), method.name()));
        } else if (types.find(method.owner()).isPresent() && seen.add(method)) {
            if (method.name().equals("<init>")) {
                instantiate(method.owner());
            }
            // The first use of a class runs its static initializer.
            call(new MethodName(method.owner(), "<clinit>", "()V"));
            bodiesOf(method).forEach(this::follow);
        }
    }

    private void instantiate(String name) {
        if (instantiated.add(name)) {
            var family = types.withParents(name);
            for (var parent : family) {
                instantiatedBelow
                        .computeIfAbsent(parent, _ -> new LinkedHashSet<>())
                        .addAll(family);
            }
        }
    }

    /** The bodies in the owner, in its parents, and in its instantiated subtypes. */
    private List<MethodCode> bodiesOf(MethodName method) {
        var inherited = types.withParents(method.owner());
        var below = instantiatedBelow.getOrDefault(method.owner(), Set.of());
        return Stream.of(inherited, below)
                .flatMap(Set::stream)
                .distinct()
                .map(owner -> new MethodName(owner, method.name(), method.descriptor()))
                .flatMap(body -> bodies.computeIfAbsent(body, types::code).stream())
                .toList();
    }
}
