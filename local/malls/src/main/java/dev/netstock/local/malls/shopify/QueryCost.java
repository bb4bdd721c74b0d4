package dev.netstock.local.malls.shopify;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The points of a query. Assumed, in simple terms: 10 for each mutation, 2 and the page size for
 * each connection at the root, 1 for any other root field. Nested connections are free here.
 *
 * @see <a href="https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits">Rate
 *     limits</a>
 */
final class QueryCost {
    static final int MUTATION = 10;
    private static final int CONNECTION = 2;

    private QueryCost() {}

    /** The points; 1 if the query is malformed. */
    static int of(String query, Map<String, Object> variables) {
        try {
            return Parser.parse(query).getDefinitionsOfType(OperationDefinition.class).stream()
                    .mapToInt(operation -> of(operation, variables))
                    .max()
                    .orElse(1);
        } catch (InvalidSyntaxException _) {
            return 1;
        }
    }

    private static int of(OperationDefinition operation, Map<String, Object> variables) {
        boolean mutates = operation.getOperation() == OperationDefinition.Operation.MUTATION;
        List<Field> fields = operation.getSelectionSet().getSelectionsOfType(Field.class);
        return fields.stream().mapToInt(it -> mutates ? MUTATION : of(it, variables)).sum();
    }

    private static int of(Field field, Map<String, Object> variables) {
        return field.getArguments().stream()
                .filter(argument -> argument.getName().equals("first"))
                .map(Argument::getValue)
                .map(value -> CONNECTION + number(value, variables))
                .findFirst()
                .orElse(1);
    }

    private static int number(Value<?> value, Map<String, Object> variables) {
        Object number =
                switch (value) {
                    case IntValue literal -> literal.getValue();
                    case VariableReference reference ->
                            Optional.ofNullable(variables.get(reference.getName())).orElse(0);
                    default -> 0;
                };
        return number instanceof Number it ? it.intValue() : 0;
    }
}
