package dev.netstock.templates;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the environment variables that code reads, in its bytecode: a string constant that is
 * handed to a method of a class named {@code Environment}, or to {@link System#getenv(String)}.
 *
 * <p>The convention it rests on: a function reads its environment in one class, with the names as
 * literals at the call. A name that is put together at run time would not be seen; no code does so.
 */
final class EnvironmentReads {
    private final Set<String> names = new TreeSet<>();

    private EnvironmentReads() {}

    static Set<String> of(Collection<byte[]> classes) {
        var reads = new EnvironmentReads();
        classes.stream()
                .flatMap(bytes -> ClassFile.of().parse(bytes).methods().stream())
                .map(MethodModel::code)
                .flatMap(code -> code.stream())
                .forEach(reads::read);
        return reads.names;
    }

    private void read(CodeModel code) {
        var constant = "";
        for (var element : code) {
            if (element instanceof ConstantInstruction loaded
                    && loaded.constantValue() instanceof String text) {
                constant = text;
            }
            if (element instanceof InvokeInstruction call && readsEnvironment(call)) {
                addName(constant);
                constant = "";
            }
        }
    }

    private void addName(String constant) {
        if (constant.matches("[A-Z][A-Z0-9_]*")) {
            names.add(constant);
        }
    }

    private static boolean readsEnvironment(InvokeInstruction call) {
        var owner = call.owner().asInternalName();
        return owner.matches(".*[/$]Environment")
                || (owner.equals("java/lang/System") && call.name().equalsString("getenv"));
    }
}
