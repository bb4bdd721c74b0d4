package dev.netstock.local.command;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The summary of the running cloud for the user. */
record Welcome(CloudState state, LocalFolder folder) {
    /** Where the first call reserves. */
    static final String LOCATION = "shinjuku";

    /** How many units the first call reserves. */
    static final int UNITS = 2;

    private static final String ENDPOINT = "AWS_ENDPOINT_URL_";

    /** After a start: what runs, how to call it, where the documentation is, how to stop it. */
    List<String> afterStart(String orderId) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(title());
        lines.add("  API      " + state.apiUrl() + "   described in docs/openapi.yaml");
        consoleUrl()
                .ifPresent(
                        url -> lines.add("  console  " + url + "   described in docs/console.md"));
        Optional.ofNullable(state.mallsUrl())
                .ifPresent(
                        url ->
                                lines.add(
                                        "  malls    "
                                                + url
                                                + "   described in docs/local-cloud.md"));
        lines.add("  logs     " + folder.logs() + "   ./netstock logs -f");
        lines.add("  more     ./netstock status lists the addresses, ./netstock help the commands");
        lines.add("");
        lines.add("A first call. It returns 201, and 200 when repeated:");
        lines.add("");
        lines.add(firstCall(orderId));
        lines.add("");
        lines.add("Next: README.md#make-a-first-call and docs/local-cloud.md");
        lines.add("Stop: ./netstock down");
        return lines;
    }

    /** The addresses. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(title());
        lines.add("  API      " + state.apiUrl());
        consoleUrl().ifPresent(url -> lines.add("  console  " + url));
        state.clients().stream()
                .findFirst()
                .ifPresent(client -> lines.add("  tokens   " + client.tokenUrl()));
        // Some of the variables are settings, not endpoints.
        state.endpoints()
                .forEach(
                        (name, url) -> {
                            if (name.startsWith(ENDPOINT)) {
                                lines.add("  %-8s %s".formatted(service(name), url));
                            }
                        });
        Optional.ofNullable(state.mallsUrl()).ifPresent(url -> lines.add("  malls    " + url));
        lines.add("  logs     " + folder.logs() + "   (./netstock logs -f)");
        return lines;
    }

    /** A command that reserves two units. Repeating it returns the same response. */
    String firstCall(String orderId) {
        Product product = Catalogue.of(Catalogue.SEED).anyWith(LOCATION, UNITS);
        return """
        curl -i -X PUT %s/v1/orders/%s/reservation \
        -H "Authorization: Bearer $(./netstock token --scope netstock/reserve)" \
        -H 'Content-Type: application/json' \
        -d '{"lines":[{"sku":"%s","quantity":%d,"location":"%s"}]}'\
        """
                .formatted(state.apiUrl(), orderId, product.sku(), UNITS, LOCATION);
    }

    private Optional<String> consoleUrl() {
        return Optional.ofNullable(state.outputs().get("ConsoleUrl"));
    }

    private String title() {
        return "net-stock is running, stage " + state.stage() + ", process " + state.pid();
    }

    private static String service(String variable) {
        return variable.substring(ENDPOINT.length()).toLowerCase(Locale.ROOT);
    }
}
