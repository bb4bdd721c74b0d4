package dev.netstock.local.functions;

import dev.netstock.local.lambda.FunctionDefinition;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions that the templates have declared so far. They are deployed when all templates are
 * read, since versions and aliases follow their function. Not thread-safe.
 */
public final class DeclaredFunctions {
    /** A function has one version: the template publishes the code that it references. */
    static final String VERSION = "1";

    private final Environment environment;
    private final Map<String, FunctionDefinition> functions = new LinkedHashMap<>();

    public DeclaredFunctions(Environment environment) {
        this.environment = environment;
    }

    /** All functions with their versions and aliases. */
    public List<FunctionDefinition> all() {
        return new ArrayList<>(functions.values());
    }

    String arn(String function) {
        return environment.arn("lambda", "function:" + function);
    }

    void add(FunctionDefinition function) {
        functions.put(function.name(), function);
    }

    /** Publishes the function's version and returns the version's ARN. */
    String publish(String nameOrArn, TemplatePath path) {
        FunctionDefinition function = find(nameOrArn, path);
        add(with(function, VERSION, function.aliases()));
        return arn(function.name()) + ":" + VERSION;
    }

    /** Adds an alias to the function and returns the alias's ARN. */
    String alias(String nameOrArn, String version, String alias, TemplatePath path) {
        FunctionDefinition function = find(nameOrArn, path);
        if (!function.answersTo(version)) {
            throw new TemplateException("There is no version " + version, path);
        }
        Set<String> aliases = new HashSet<>(function.aliases());
        aliases.add(alias);
        add(with(function, function.version(), aliases));
        return arn(function.name()) + ":" + alias;
    }

    private FunctionDefinition find(String nameOrArn, TemplatePath path) {
        FunctionDefinition function =
                functions.get(nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1));
        if (function == null) {
            throw new TemplateException("There is no function " + nameOrArn, path);
        }
        return function;
    }

    private static FunctionDefinition with(
            FunctionDefinition function, String version, Set<String> aliases) {
        return new FunctionDefinition(
                function.name(),
                function.zip(),
                function.handler(),
                function.memoryMb(),
                function.timeout(),
                function.environment(),
                function.reservedConcurrency(),
                version,
                aliases,
                function.snapStart());
    }
}
