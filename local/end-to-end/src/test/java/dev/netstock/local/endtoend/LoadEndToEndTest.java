package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.load.Load;
import dev.netstock.local.load.LoadOptions;
import dev.netstock.local.load.OrderApi;
import dev.netstock.local.load.ProcessorTimes;
import dev.netstock.local.load.Reservations;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A load that sells everything, releases it, and knows which processes worked for it. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class LoadEndToEndTest {
    private static final String SKU = "load-tea";
    private static final String LOCATION = "shinjuku";
    private static final int UNITS = 30;

    /** Includes the sweep of an order that failed. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final RealCloud real;

    LoadEndToEndTest(RealCloud real) {
        this.real = real;
    }

    @Test
    void load_untilTheSupplyIsUsedUp_sellsEachUnitOnceAndReleasesAll() throws Exception {
        real.supply(SKU, LOCATION, UNITS);
        ApiCaller caller = real.caller("netstock/reserve", "netstock/read");
        var options =
                new LoadOptions("load-test", 4, Duration.ofMinutes(5), List.of(SKU), LOCATION);
        var load = new Load(new OrderApi(caller.http(), caller.api(), caller.token()), options);
        try (var times = times(caller)) {
            Reservations reservations = load.reserve();
            Map<String, Duration> used = times.used();

            assertThat(reservations.soldOut()).containsExactly(SKU);
            // On a busy machine, a reservation may be made whose response is 503.
            assertThat(reservations.made()).isBetween(1, UNITS);
            assertThat(load.release()).isBetween(reservations.made(), UNITS);
            await().atMost(LIMIT).until(() -> available(caller) == UNITS);
            assertThat(used)
                    .containsKeys(ProcessorTimes.CLOUD, "DynamoDB Local", "PostgreSQL")
                    .hasEntrySatisfying(
                            ProcessorTimes.CLOUD, time -> assertThat(time).isPositive());
            assertThat(used.keySet()).anyMatch(it -> it.contains("Checkout"));
        }
    }

    private ProcessorTimes times(ApiCaller caller) {
        return ProcessorTimes.start(
                        caller.http(),
                        ProcessHandle.current().pid(),
                        real.cloud().endpoints().lambda().orElseThrow(),
                        Path.of("target", "end-to-end", "logs", "postgresql.log"))
                .orElseThrow();
    }

    private static int available(ApiCaller caller) throws Exception {
        String path = "/v1/stock/" + SKU + "?consistent=true";
        JsonNode levels = new ObjectMapper().readTree(caller.insist("GET", path).body());
        return levels.path("available").asInt(-1);
    }
}
