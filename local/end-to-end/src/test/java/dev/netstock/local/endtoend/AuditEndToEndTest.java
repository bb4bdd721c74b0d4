package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.live.LiveDay;
import dev.netstock.platform.testing.ApiDescription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every route that may change something is audited, and the audit log is archived. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class AuditEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ApiDescription API = ApiDescription.read();
    private static final Duration ARCHIVE_LIMIT = Duration.ofMinutes(2);

    /** A route whose requests are signed has no caller with a token. */
    private static final String SIGNED = "/v1/mall-webhooks/";

    private final LocalDate day = LocalDate.now(LiveDay.ZONE);
    private final RealCloud real;
    private final ApiCaller operator;

    AuditEndToEndTest(RealCloud real) {
        this.real = real;
        this.operator = real.caller("netstock/read", "netstock/reserve", "netstock/operate");
    }

    @Test
    void everyRouteThatMayChangeSomething_isAudited() throws IOException {
        Map<String, Integer> sent = new TreeMap<>();
        for (String route : API.routes()) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1);
            if (!method.equals("GET") && !path.startsWith(SIGNED)) {
                HttpResponse<String> answer =
                        operator.insist(
                                method, path.replaceAll("\\{\\w+}", "audit-probe"), "{\"x\":1}");
                if (isDeployed(answer)) {
                    sent.put(API.operation(route), answer.statusCode());
                }
            }
        }
        assertThat(sent).hasSizeGreaterThan(6);
        for (Map.Entry<String, Integer> each : sent.entrySet()) {
            assertThat(statuses(each.getKey())).as(each.getKey()).contains(each.getValue());
        }

        var archive = real.output("ArchiveBucket");
        try (var files = real.clients().s3(real.cloud().endpoints().s3().orElseThrow())) {
            await().atMost(ARCHIVE_LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            () ->
                                    files.listObjectsV2(it -> it.bucket(archive).prefix("audit/"))
                                                    .keyCount()
                                            > 0);
        }
    }

    /** Orders of the shop cost no more than before. */
    @Test
    void reservationOfTheShop_isNotAudited() throws IOException {
        real.caller("netstock/reserve")
                .insist("PUT", "/v1/orders/audit-shop/reservation", "{\"x\":1}");
        var acts = read("target=audit-shop");
        assertThat(acts).isEmpty();
    }

    private List<Integer> statuses(String action) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (JsonNode act : read("action=" + action + "&limit=100")) {
            statuses.add(act.at("/result/status").asInt());
        }
        return statuses;
    }

    /** The acts of today, and of the day on which the test started. */
    private List<JsonNode> read(String query) throws IOException {
        List<JsonNode> acts = new ArrayList<>();
        for (LocalDate each : Set.copyOf(List.of(day, LocalDate.now(LiveDay.ZONE)))) {
            var answer = operator.insist("GET", "/v1/audit?day=" + each + "&" + query);
            assertThat(answer.statusCode()).isEqualTo(200);
            JSON.readTree(answer.body()).path("acts").forEach(acts::add);
        }
        return acts;
    }

    /** API Gateway answers routes that the stage does not have, such as those of malls. */
    private static boolean isDeployed(HttpResponse<String> answer) {
        return !answer.body().contains("\"message\":\"Not Found\"");
    }
}
