package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.core.sync.RequestBody;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Large adjustments and repairs wait until a second person or client approves them. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class ApprovalsEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** The message of a killed function returns, or the one that was sent for this case is due. */
    private static final Duration KILLED_LIMIT = Duration.ofMinutes(4);

    private static final String[] OPERATOR = {"netstock/read", "netstock/operate"};

    private final RealCloud real;
    private final ApiCaller asker;
    private final ApiCaller approver;
    private final String day = LocalDate.now(ZoneId.of("Asia/Tokyo")).toString();

    ApprovalsEndToEndTest(RealCloud real) {
        this.real = real;
        this.asker = real.caller(OPERATOR);
        this.approver = real.otherCaller(OPERATOR);
    }

    @Test
    void largeAdjustment_changesSupplyOnce_afterAnotherClientApproved() throws IOException {
        putBookStock("anvil", 1_500);
        awaitAvailable("anvil", 1_500);

        JsonNode held = adjust("anvil", -1_200).path("held");
        assertThat(held.path("state").asText()).isEqualTo("waiting");
        String job = held.path("jobId").asText();
        assertThat(adjust("anvil", -1_200).at("/held/jobId").asText()).isEqualTo(job);
        assertThat(waiting()).contains(job);
        assertThat(decide(asker, job, "approval").statusCode()).isEqualTo(409);
        assertThat(available("anvil")).isEqualTo(1_500);

        assertThat(decide(approver, job, "approval").statusCode()).isEqualTo(200);
        assertThat(decide(approver, job, "approval").statusCode()).isEqualTo(200);
        awaitAvailable("anvil", 300);
        assertThat(waiting()).doesNotContain(job);
        await().atMost(LIMIT)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> read("/v1/jobs/" + job).path("state").asText().equals("done"));

        JsonNode adjustment = adjustments("anvil").getFirst();
        assertThat(adjustment.path("recordedBy").asText()).isNotEmpty();
        assertThat(adjustment.path("approvedBy").asText())
                .isNotEmpty()
                .isNotEqualTo(adjustment.path("recordedBy").asText());
        JsonNode act = approval(job);
        assertThat(act.at("/result/after/startedBy").asText())
                .isEqualTo(adjustment.path("recordedBy").asText());
        assertThat(act.at("/result/after/approval/decidedBy").asText())
                .isEqualTo(adjustment.path("approvedBy").asText());
        assertThat(adjust("anvil", -1_200).at("/held/state").asText()).isEqualTo("done");
        assertThat(available("anvil")).isEqualTo(300);
    }

    @Test
    void adjustment_whoseFunctionIsKilledAfterTheApproval_changesSupplyOnce() throws Exception {
        putBookStock("hoist", 1_500);
        awaitAvailable("hoist", 1_500);
        String job = adjust("hoist", -1_200).at("/held/jobId").asText();

        SharedCloud.alone(
                () -> {
                    var killer = new Killer(real.cloud().lambda(), "JobSteps");
                    assertThat(decide(approver, job, "approval").statusCode()).isEqualTo(200);
                    killer.killOne();
                });

        await().atMost(KILLED_LIMIT)
                .pollInterval(1, TimeUnit.SECONDS)
                .until(() -> read("/v1/jobs/" + job).path("state").asText().equals("done"));
        awaitAvailable("hoist", 300);
        assertThat(adjustments("hoist")).hasSize(1);
    }

    @Test
    void repair_thatIsRefused_isNotStarted() throws IOException {
        String job = "/v1/jobs/approvals-repair";
        HttpResponse<String> asked =
                asker.insist("PUT", job, "{\"kind\":\"reconcile\",\"repair\":true}");
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(decide(approver, "approvals-repair", "refusal").statusCode()).isEqualTo(200);
        JsonNode refused = read(job);
        assertThat(refused.path("state").asText()).isEqualTo("refused");
        assertThat(refused.has("phase")).isFalse();
        assertThat(decide(approver, "approvals-repair", "approval").statusCode()).isEqualTo(409);
    }

    private JsonNode adjust(String sku, int units) throws IOException {
        HttpResponse<String> answer =
                asker.insist(
                        "POST",
                        "/v1/movements",
                        """
                        {"source": "/clerk/approvals", "movements": [{"movementId": "%s-1",
                         "kind": "adjustment", "reasonCode": "stock-take", "sku": "%s",
                         "location": "shinjuku", "units": %d, "occurredAt": "%s",
                         "businessDate": "%s"}]}
                        """
                                .formatted(sku, sku, units, Instant.now(), day));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> decide(ApiCaller who, String job, String decision) {
        return who.insist("POST", "/v1/jobs/" + job + "/" + decision);
    }

    private String waiting() throws IOException {
        return read("/v1/jobs?state=waiting&limit=100").toString();
    }

    private void awaitAvailable(String sku, int units) {
        await().atMost(LIMIT)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> available(sku) == units);
    }

    private int available(String sku) throws IOException {
        return read("/v1/stock/" + sku + "?consistent=true")
                .path("locations")
                .valueStream()
                .filter(it -> it.path("location").asText().equals("shinjuku"))
                .mapToInt(it -> it.path("available").asInt())
                .sum();
    }

    /** The last approval, of today or of the day on which the test started. */
    private JsonNode approval(String job) throws IOException {
        String path = "/v1/audit?action=approveJob&target=" + job;
        JsonNode today = read(path).at("/acts/0");
        return today.isMissingNode() ? read(path + "&day=" + day).at("/acts/0") : today;
    }

    private List<JsonNode> adjustments(String sku) throws IOException {
        return read("/v1/stock/" + sku + "/explanation?location=shinjuku")
                .at("/ledger/lines")
                .valueStream()
                .flatMap(line -> line.path("adjustments").valueStream())
                .toList();
    }

    private JsonNode read(String path) throws IOException {
        return JSON.readTree(asker.insist("GET", path).body());
    }

    private void putBookStock(String sku, int units) {
        try (var s3 = real.clients().s3(real.cloud().endpoints().s3().orElseThrow())) {
            s3.putObject(
                    it ->
                            it.bucket(real.output("FilesBucket"))
                                    .key("inbox/book-stock/" + sku + ".csv"),
                    RequestBody.fromString(
                            "business_date,location,sku,units\n%s,shinjuku,%s,%d\n"
                                    .formatted(day, sku, units)));
        }
    }
}
