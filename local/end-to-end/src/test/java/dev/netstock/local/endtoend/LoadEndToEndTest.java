package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

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

            assertThat(reservations.made()).isEqualTo(UNITS);
            assertThat(reservations.soldOut()).containsExactly(SKU);
            assertThat(available(caller)).isZero();
            assertThat(load.release()).isEqualTo(UNITS);
            assertThat(available(caller)).isEqualTo(UNITS);
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
