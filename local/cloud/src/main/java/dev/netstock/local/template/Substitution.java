package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Fn::Sub}: a string, or a list of a string and a map of variables. {@code ${Name}} is a
 * variable, a parameter or a resource, {@code ${Name.Attribute}} an attribute, and {@code ${!Name}}
 * stays as {@code ${Name}}.
 */
record Substitution(Scope scope, Expressions expressions) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    String apply(JsonNode argument, TemplatePath path) {
        boolean withVariables = argument.isArray() && argument.size() == 2;
        JsonNode text = withVariables ? argument.get(0) : argument;
        if (!text.isTextual()) {
            throw new TemplateException(
                    "A string, or a string with its variables, is expected", path);
        }
        JsonNode variables = withVariables ? argument.get(1) : Expressions.NO_VALUE;
        return PLACEHOLDER
                .matcher(text.textValue())
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        value(match.group(1).strip(), variables, path)));
    }

    private String value(String name, JsonNode variables, TemplatePath path) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        if (variables.has(name)) {
            return expressions.text(variables.get(name), path.child(name));
        }
        int dot = name.indexOf('.');
        return dot < 0
                ? expressions.text(scope.ref(name, path), path)
                : scope.attribute(name.substring(0, dot), name.substring(dot + 1), path);
    }
}
