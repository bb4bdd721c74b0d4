package dev.netstock.templates;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Our own classes, and who is below whom. */
final class Types {
    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();

    private Types() {}

    static Types of(Stream<byte[]> classFiles) {
        var types = new Types();
        classFiles
                .map(ClassFile.of()::parse)
                .forEach(model -> types.classes.put(model.thisClass().asInternalName(), model));
        return types;
    }

    Optional<ClassModel> find(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    /** The class, and all of ours that it extends or implements. */
    Set<String> withParents(String name) {
        var known = parents.get(name);
        if (known != null) {
            return known;
        }
        var all = new LinkedHashSet<String>();
        find(name)
                .ifPresent(
                        model -> {
                            all.add(name);
                            Stream.concat(model.superclass().stream(), model.interfaces().stream())
                                    .map(ClassEntry::asInternalName)
                                    .forEach(parent -> all.addAll(withParents(parent)));
                        });
        parents.put(name, all);
        return all;
    }

    /** The code of a method that this very class declares; empty if it does not. */
    List<MethodCode> code(MethodName method) {
        return find(method.owner()).stream()
                .flatMap(model -> model.methods().stream())
                .filter(
                        body ->
                                body.methodName().equalsString(method.name())
                                        && body.methodType().equalsString(method.descriptor()))
                .map(MethodCode::of)
                .toList();
    }
}
