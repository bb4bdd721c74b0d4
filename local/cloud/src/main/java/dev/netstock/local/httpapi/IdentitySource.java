package dev.netstock.local.httpapi;

import java.util.Locale;
import java.util.Optional;

/** Finds the token at the identity source of a JWT authorizer. */
final class IdentitySource {
    private static final String HEADER = "$request.header.";
    private static final String QUERY = "$request.querystring.";

    private IdentitySource() {}

    static Optional<String> find(String expression, ApiRequest request) {
        if (expression.startsWith(HEADER)) {
            String name = expression.substring(HEADER.length());
            return request.header(name.toLowerCase(Locale.ROOT));
        }
        if (expression.startsWith(QUERY)) {
            String name = expression.substring(QUERY.length());
            return Optional.ofNullable(QueryString.parse(request.rawQuery()).get(name));
        }
        throw new IllegalArgumentException("Unsupported identity source: " + expression);
    }
}
