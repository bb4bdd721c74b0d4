package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.live.LiveDay;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Supply from its sources (files, movements and orders) to its sale. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class LedgerEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Allows for a machine that starts functions of other tests too. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final LocalDate day = LocalDate.now(LiveDay.ZONE);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final RealCloud real;
    private final ApiCaller caller;

    LedgerEndToEndTest(RealCloud real) {
        this.real = real;
        this.caller = real.caller("netstock/read", "netstock/reserve", "netstock/operate");
    }

    @Test
    void bookStock_whenImportedFromAFile_isSoldAndExplainedLineByLine() throws Exception {
        put("inbox/book-stock/desk.csv", bookStock("desk", 8));

        awaitAvailable("desk", 8);
        assertThat(reserve("L-1", "desk", 8)).isEqualTo(201);
        assertThat(reserve("L-2", "desk", 1)).isEqualTo(409);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(explanation("desk")).matches(this::isSettled));
        Explanation explanation = explanation("desk");
        assertThat(explanation.sums()).isEqualTo(6);
        assertThat(explanation.wrongSums()).isEmpty();
        assertThat(explanation.units("ledger", "book")).isEqualTo(8);
        assertThat(explanation.units("ledger", "held")).isEqualTo(8);
        assertThat(explanation.units("netStock", "available")).isEqualTo(available("desk"));
    }

    private boolean isSettled(Explanation explanation) {
        return explanation.bothSidesAgree() && explanation.units("ledger", "taken") > 0;
    }

    @Test
    void movement_whenPublished_changesSupplyOnce() throws Exception {
        put("inbox/book-stock/rack.csv", bookStock("rack", 9));
        awaitAvailable("rack", 9);

        assertThat(tell("rack-1", "rack", -4)).isEqualTo(202);
        awaitAvailable("rack", 5);
        assertThat(tell("rack-1", "rack", -4)).isEqualTo(202);
        assertThat(tell("rack-2", "rack", 1)).isEqualTo(202);

        awaitAvailable("rack", 6);
        Explanation explanation = explanation("rack");
        assertThat(explanation.wrongSums()).isEmpty();
        assertThat(explanation.units("ledger", "adjustments")).isEqualTo(-3);
        assertThat(explanation.bothSidesAgree()).as("%s", explanation).isTrue();
    }

    @Test
    void file_whenRepeatedOrInvalid_changesNothing() throws Exception {
        put("inbox/book-stock/crate.csv", bookStock("crate", 3));
        awaitAvailable("crate", 3);
        String receipts = receipts(receipt("crate-1", "24"));
        put("inbox/receipts/crate.csv", receipts);
        awaitAvailable("crate", 27);

        put("inbox/receipts/crate-again.csv", receipts);
        put(
                "inbox/receipts/crate-faulty.csv",
                receipts(receipt("crate-2", "5"), receipt("crate-3", "six")));

        JsonNode again = end("inbox/receipts/crate-again.csv");
        assertThat(again.path("state").asText()).isEqualTo("taken");
        assertThat(again.path("rowsNew").asInt(-1)).isZero();
        JsonNode refused = end("inbox/receipts/crate-faulty.csv");
        assertThat(refused.path("state").asText()).isEqualTo("refused");
        assertThat(refused.path("rowsNew").asInt(-1)).isZero();
        assertThat(report("refused/receipts/crate-faulty.csv").at("/faults/0/line").asInt())
                .isEqualTo(3);
        assertThat(end("inbox/receipts/crate.csv").path("rowsNew").asInt()).isEqualTo(1);
        assertThat(explanation("crate").units("ledger", "receipts")).isEqualTo(24);
        assertThat(available("crate")).isEqualTo(27);
    }

    @Test
    void file_whenItsKeyIsOverwritten_isImportedEachTimeAndTheLastUploadWins() {
        String key = "inbox/book-stock/trestle.csv";
        for (int units : List.of(3, 7, 3)) {
            put(key, bookStock("trestle", units));
        }

        await().atMost(LIMIT)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .untilAsserted(
                        () ->
                                assertThat(
                                                get("/v1/imports?limit=100")
                                                        .path("imports")
                                                        .valueStream()
                                                        .filter(
                                                                it ->
                                                                        it.path("file")
                                                                                .asText()
                                                                                .equals(key))
                                                        .map(it -> it.path("state").asText()))
                                        .containsExactly("taken", "taken", "taken"));
        awaitAvailable("trestle", 3);
    }

    private String bookStock(String sku, int units) {
        return "business_date,location,sku,units\n%s,shinjuku,%s,%d\n".formatted(day, sku, units);
    }

    private static String receipts(String... rows) {
        return "business_date,location,sku,movement_id,occurred_at,units\n" + String.join("", rows);
    }

    private String receipt(String movementId, String units) {
        return "%s,shinjuku,crate,%s,%s,%s\n".formatted(day, movementId, now, units);
    }

    private void put(String key, String content) {
        try (var s3 = s3()) {
            s3.putObject(
                    it -> it.bucket(real.output("FilesBucket")).key(key),
                    RequestBody.fromString(content));
        }
    }

    /** The errors of a rejected file, from the error file next to it. */
    private JsonNode report(String refused) throws JsonProcessingException {
        String bucket = real.output("FilesBucket");
        String key = refused + ".report.json";
        try (var s3 = s3()) {
            return JSON.readTree(
                    await().atMost(LIMIT)
                            .ignoreException(NoSuchKeyException.class)
                            .until(
                                    () -> s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)),
                                    Objects::nonNull)
                            .asUtf8String());
        }
    }

    private S3Client s3() {
        return real.clients().s3(real.cloud().endpoints().s3().orElseThrow());
    }

    private int tell(String movementId, String sku, int units) {
        String body =
                """
                {"source": "/clerk/test", "movements": [{"movementId": "%s", "kind": "adjustment", "reasonCode": "correction",
                 "sku": "%s", "location": "shinjuku", "units": %d, "occurredAt": "%s",
                 "businessDate": "%s"}]}
                """
                        .formatted(movementId, sku, units, now, day);
        return caller.insist("POST", "/v1/movements", body).statusCode();
    }

    private int reserve(String order, String sku, int units) {
        String body =
                """
                {"lines": [{"sku": "%s", "location": "shinjuku", "quantity": %d}]}\
                """
                        .formatted(sku, units);
        return caller.insist("PUT", "/v1/orders/" + order + "/reservation", body).statusCode();
    }

    private void awaitAvailable(String sku, int units) {
        await().atMost(LIMIT)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> assertThat(available(sku)).isEqualTo(units));
    }

    private int available(String sku) throws JsonProcessingException {
        return get("/v1/stock/" + sku + "?consistent=true").path("available").asInt(-1);
    }

    private Explanation explanation(String sku) throws JsonProcessingException {
        return new Explanation(get("/v1/stock/" + sku + "/explanation?location=shinjuku"));
    }

    /** Waits until a file is imported, and returns the result. */
    private JsonNode end(String file) {
        return await().atMost(LIMIT)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> imported(file), it -> it.has("finishedAt"));
    }

    private JsonNode imported(String file) throws JsonProcessingException {
        return get("/v1/imports?limit=100")
                .path("imports")
                .valueStream()
                .filter(it -> it.path("file").asText().equals(file))
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }

    /** A starting function may return 503 first. Repeating the request is safe. */
    private JsonNode get(String path) throws JsonProcessingException {
        var answer =
                await().atMost(LIMIT)
                        .until(() -> caller.insist("GET", path), it -> it.statusCode() != 503);
        return JSON.readTree(answer.body());
    }
}
