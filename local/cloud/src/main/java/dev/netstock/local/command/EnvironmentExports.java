package dev.netstock.local.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables that let a shell, and AWS clients started from it, use the running cloud. */
record EnvironmentExports(CloudState state) {
    /**
     * The variables, in the order in which they are printed.
     *
     * @param token with all scopes; empty if the templates trust an external issuer
     */
    Map<String, String> variables(String token) {
        Map<String, String> variables = new LinkedHashMap<>();
        state.outputs()
                .forEach((key, value) -> variables.put("NETSTOCK_" + upperSnake(key), value));
        variables.put("NETSTOCK_STAGE", state.stage());
        variables.put("NETSTOCK_API_URL", state.apiUrl());
        if (!token.isEmpty()) {
            variables.put("NETSTOCK_TOKEN", token);
        }
        Optional.ofNullable(state.mallsUrl())
                .ifPresent(url -> variables.put("NETSTOCK_MALLS_URL", url));
        variables.putAll(state.endpoints());
        variables.put("AWS_REGION", state.region());
        variables.put("AWS_DEFAULT_REGION", state.region());
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        return variables;
    }

    /** Lines for {@code eval}. */
    List<String> shellLines(String token) {
        return variables(token).entrySet().stream()
                .filter(variable -> !isCrossStackExport(variable.getKey()))
                .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()))
                .toList();
    }

    /** The CDK's name for an output that only its own stacks import. */
    private static boolean isCrossStackExport(String name) {
        return name.startsWith("NETSTOCK_EXPORTS_OUTPUT_");
    }

    private static String upperSnake(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
