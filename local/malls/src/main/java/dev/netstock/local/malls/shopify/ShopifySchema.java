package dev.netstock.local.malls.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.SimpleDataFetcherExceptionHandler;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The schema with what answers its fields. */
final class ShopifySchema {
    /** Objects are maps; this member names their type. */
    static final String TYPE = "__typename";

    private ShopifySchema() {}

    /** A query that Shopify refuses as a whole, with a code in the error's extensions. */
    static final class InvalidQuery extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;

        InvalidQuery(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    static GraphQL of(ShopifyQueries queries, ShopifyInventory inventory) {
        var wiring =
                RuntimeWiring.newRuntimeWiring()
                        .scalar(dateTime())
                        .type("QueryRoot", queries::addRoot)
                        .type("Order", queries::addOrder)
                        .type("InventoryItem", queries::addItem)
                        .type("InventoryLevel", queries::addLevel)
                        .type(
                                "Node",
                                type ->
                                        type.typeResolver(
                                                env ->
                                                        env.getSchema()
                                                                .getObjectType(
                                                                        typeName(env.getObject()))))
                        .type("Mutation", inventory::addMutations)
                        .build();
        var schema =
                new SchemaGenerator()
                        .makeExecutableSchema(new SchemaParser().parse(text()), wiring);
        return GraphQL.newGraphQL(schema)
                .defaultDataFetcherExceptionHandler(ShopifySchema::refuse)
                .build();
    }

    private static String typeName(Map<String, Object> object) {
        return String.valueOf(object.get(TYPE));
    }

    private static CompletableFuture<DataFetcherExceptionHandlerResult> refuse(
            DataFetcherExceptionHandlerParameters failure) {
        if (failure.getException() instanceof InvalidQuery query) {
            GraphQLError error =
                    GraphqlErrorBuilder.newError()
                            .message("%s", query.getMessage())
                            .path(failure.getPath())
                            .location(failure.getSourceLocation())
                            .extensions(Map.of("code", query.code))
                            .build();
            return CompletableFuture.completedFuture(
                    DataFetcherExceptionHandlerResult.newResult(error).build());
        }
        DataFetcherExceptionHandler usual = new SimpleDataFetcherExceptionHandler();
        return usual.handleException(failure);
    }

    /** A time in ISO 8601; it is only in answers. */
    private static final class Text implements Coercing<String, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return value.toString();
        }
    }

    private static GraphQLScalarType dateTime() {
        return GraphQLScalarType.newScalar().name("DateTime").coercing(new Text()).build();
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(ShopifySchema.class.getResourceAsStream("admin.graphqls"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the schema", e);
        }
    }
}
