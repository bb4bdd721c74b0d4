package dev.netstock.local.malls;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated mall, on a clock that only the test moves, and what an adapter needs to call it. The
 * mall's rates are off unless a test sets faults that leave them on.
 */
final class AdapterFixture implements AutoCloseable, InstantSource {
    static final Instant START = Instant.parse("2026-11-28T03:00:00Z");
    static final String FREE = "{\"rateLimits\":false}";

    final Client client = new Client();
    final MallHttp http = new MallHttp(Duration.ofSeconds(20));

    private final String mall;
    private Instant now = START;
    private int writes;

    AdapterFixture(String mall) throws IOException {
        this.mall = mall;
        client.freeze(START.toString());
        free();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void close() {
        client.close();
    }

    void pass(Duration duration) throws IOException {
        now = now.plus(duration);
        client.freeze(now.toString());
    }

    /** Sets one fault, which happens from now on. */
    void fault(String name) throws IOException {
        client.faults(mall, "{\"rateLimits\":false,\"" + name + "\":1}");
    }

    void maintenance() throws IOException {
        client.faults(mall, "{\"rateLimits\":false,\"maintenance\":true}");
    }

    /** No faults and no rates. */
    void free() throws IOException {
        client.faults(mall, FREE);
    }

    void credential(String action, String name) throws IOException {
        client.admin("PUT", mall + "/credentials", "{\"%s\":\"%s\"}".formatted(action, name));
    }

    JsonNode credentials() throws IOException {
        return client.admin("GET", mall + "/credentials", "");
    }

    String buy(MallItem item, long quantity) throws IOException {
        return client.buy(mall, item.item(), item.variant(), quantity);
    }

    void list(MallItem item, long count) throws IOException {
        client.list(mall, item.item(), item.variant(), count);
    }

    long count(MallItem item) throws IOException {
        return client.count(mall, item.item(), item.variant());
    }

    StockWrite write(MallItem item, CountChange change) {
        writes++;
        return new StockWrite(item, change, "key-" + writes);
    }

    WriteResult writeOne(Mall adapter, MallItem item, CountChange change) {
        return adapter.write(List.of(write(item, change))).getFirst();
    }

    /** The numbers of all orders of the last day, over all pages. */
    List<String> numbers(Mall adapter) {
        List<String> numbers = new ArrayList<>();
        Optional<String> page = Optional.empty();
        do {
            OrderPage found =
                    adapter.orders(new OrderQuery(now.minus(Duration.ofDays(1)), now, page));
            found.orders().stream().map(OrderSummary::number).forEach(numbers::add);
            page = found.next();
        } while (page.isPresent());
        return numbers;
    }

    /** The mall's credentials, with the names of the adapter's where they differ. */
    Store store(Map<String, String> names) throws IOException {
        var store = new Store();
        store.put(values(names));
        return store;
    }

    Map<String, String> values(Map<String, String> names) throws IOException {
        Map<String, String> values = new HashMap<>();
        credentials()
                .properties()
                .forEach(
                        value ->
                                values.put(
                                        names.getOrDefault(value.getKey(), value.getKey()),
                                        value.getValue().asText()));
        return values;
    }

    /** Credentials in memory. */
    static final class Store implements CredentialStore {
        private StoredCredentials current = new StoredCredentials("0", Map.of());

        @Override
        public synchronized StoredCredentials read() {
            return current;
        }

        @Override
        public synchronized Optional<StoredCredentials> replace(
                StoredCredentials expected, Map<String, String> values) {
            if (!expected.version().equals(current.version())) {
                return Optional.empty();
            }
            put(values);
            return Optional.of(current);
        }

        synchronized void put(Map<String, String> values) {
            int version = Integer.parseInt(current.version()) + 1;
            current = new StoredCredentials(Integer.toString(version), values);
        }
    }
}
