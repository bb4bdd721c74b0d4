package dev.netstock.local.command;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The summary of the running cloud for the user. */
record Welcome(CloudState state, LocalFolder folder) {
    private static final String LOCATION = "shinjuku";
    private static final int UNITS = 2;
    private static final String ENDPOINT = "AWS_ENDPOINT_URL_";

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("net-stock is running, stage " + state.stage() + ", process " + state.pid());
        lines.add("  API      " + state.apiUrl());
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

    private static String service(String variable) {
        return variable.substring(ENDPOINT.length()).toLowerCase(Locale.ROOT);
    }
}
