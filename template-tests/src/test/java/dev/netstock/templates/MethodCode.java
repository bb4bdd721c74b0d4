package dev.netstock.templates;

import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The calls and variables in the code of one method.
 *
 * <p>An environment variable is a string constant that is handed to a method of a class named
 * {@code Environment}, or to {@link System#getenv(String)}. A name that is built at run time would
 * not be found; no code does so.
 *
 * @param calls the methods that it calls or passes as lambdas
 * @param variables the environment variables that it reads
 */
record MethodCode(List<MethodName> calls, Set<String> variables) {
    private static final Pattern ENVIRONMENT = Pattern.compile(".*[/$]Environment");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");

    static MethodCode of(MethodModel method) {
        var calls = new ArrayList<MethodName>();
        var variables = new TreeSet<String>();
        var constant = "";
        for (var element : method.code().map(code -> code.elementList()).orElse(List.of())) {
            if (element instanceof ConstantInstruction loaded
                    && loaded.constantValue() instanceof String text) {
                constant = text;
            }
            if (element instanceof InvokeInstruction call
                    && readsEnvironment(call)
                    && VARIABLE.matcher(constant).matches()) {
                variables.add(constant);
                constant = "";
            }
            called(element).forEach(calls::add);
        }
        return new MethodCode(calls, variables);
    }

    private static boolean readsEnvironment(InvokeInstruction call) {
        var owner = call.owner().asInternalName();
        return ENVIRONMENT.matcher(owner).matches()
                || (owner.equals("java/lang/System") && call.name().equalsString("getenv"));
    }

    private static Stream<MethodName> called(CodeElement element) {
        return switch (element) {
            case InvokeInstruction call ->
                    Stream.of(
                            new MethodName(
                                    call.owner().asInternalName(),
                                    call.name().stringValue(),
                                    call.type().stringValue()));
            case InvokeDynamicInstruction lambda ->
                    lambda.bootstrapArgs().stream()
                            .filter(DirectMethodHandleDesc.class::isInstance)
                            .map(DirectMethodHandleDesc.class::cast)
                            .map(MethodCode::methodOf);
            default -> Stream.empty();
        };
    }

    private static MethodName methodOf(DirectMethodHandleDesc handle) {
        var owner = handle.owner().descriptorString();
        return new MethodName(
                owner.substring(1, owner.length() - 1),
                handle.methodName(),
                handle.lookupDescriptor());
    }
}
