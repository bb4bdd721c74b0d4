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
 * What a handler's code can do, by following its bytecode: calls, lambdas, and for a call of an
 * interface or a class each class below it that has the method and that is made somewhere on the
 * way. It sees calls that are never made, but misses none that stays within our own types.
 */
final class HandlerCode {
    private final Types types;
    private final Map<MethodName, List<MethodCode>> bodies = new HashMap<>();
    private final Set<String> made = new HashSet<>();

    /** For a class, itself and the parents of each class below it that is made. */
    private final Map<String, Set<String>> madeBelow = new HashMap<>();

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
                .ifPresent(code::followUntilNothingNewIsMade);
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

    /** A class that turns out to be made may be what an earlier call of its interface runs. */
    private void followUntilNothingNewIsMade(ClassModel handler) {
        var madeBefore = -1;
        while (made.size() > madeBefore) {
            madeBefore = made.size();
            seen.clear();
            var name = handler.thisClass().asInternalName();
            make(name);
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
                make(method.owner());
            }
            // The first use of a class runs its static initializer.
            call(new MethodName(method.owner(), "<clinit>", "()V"));
            bodiesOf(method).forEach(this::follow);
        }
    }

    private void make(String name) {
        if (made.add(name)) {
            var family = types.withParents(name);
            for (var parent : family) {
                madeBelow.computeIfAbsent(parent, _ -> new LinkedHashSet<>()).addAll(family);
            }
        }
    }

    /** Of the owner itself, of its parents, and of the classes below it that are made. */
    private List<MethodCode> bodiesOf(MethodName method) {
        var inherited = types.withParents(method.owner());
        var below = madeBelow.getOrDefault(method.owner(), Set.of());
        return Stream.of(inherited, below)
                .flatMap(Set::stream)
                .distinct()
                .map(owner -> new MethodName(owner, method.name(), method.descriptor()))
                .flatMap(body -> bodies.computeIfAbsent(body, types::code).stream())
                .toList();
    }
}
