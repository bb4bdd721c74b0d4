package dev.netstock.ledger.reconcile;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.netstock.events.SampleEvents;
import dev.netstock.local.s3.S3Local;
import dev.netstock.operations.report.Reports;
import dev.netstock.operations.report.S3Reports;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.StreamCalls;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.model.Message;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Both functions over real queues, tables, a database and a bucket. */
class ReconcileHandlerTest {
    private final Company company = Company.open();
    private final String queue = LocalQueues.create();
    private final S3Local s3 = S3Local.start();
    private final Reports reports = new S3Reports(s3Client(), "reports");
    private final FailureTally failures = new FailureTally();
    private final SqsRunQueue runQueue =
            new SqsRunQueue(MessagingClients.sender(LocalQueues.client(), queue, failures));
    private final ReconcileHandler handler =
            new ReconcileHandler(
                    company.runs(runQueue, company.ledger().database(), 1_000, reports), failures);
    private final ReconcileControlHandler control =
            new ReconcileControlHandler(
                    new ReconcileControl(company.ledger().database(), runQueue, reports), failures);

    ReconcileHandlerTest() {
        s3.createBucket("reports");
    }

    @AfterEach
    void close() {
        company.close();
        s3.close();
    }

    @Test
    void handleRequest_ofARun_continuesByMessagesUntilItsReport() throws IOException {
        company.book(10, "A");
        company.order("o", line("A", "east", 2));
        company.edit("A", "available", 3);

        assertThat(ask("{\"action\":\"status\"}")).isEqualTo("{\"state\":\"none\"}");
        assertThat(ask("{\"action\":\"report\"}")).isEqualTo("{\"state\":\"none\"}");
        assertThat(ask("{\"action\":\"start\",\"repair\":true}"))
                .isEqualTo("{\"state\":\"requested\",\"repair\":true}");
        List<String> metrics = Output.of(this::runToTheEnd);

        assertThat(ask("{\"action\":\"status\"}")).contains("\"state\":\"finished\"");
        assertThat(ask("{\"action\":\"report\"}"))
                .contains(
                        "\"repair\":true",
                        "\"kind\":\"edited-item\",\"subject\":\"A/east\"",
                        "\"tooHigh\":{\"available\":3,\"reserved\":0,\"supply\":0}",
                        "\"repair\":\"corrected\"",
                        "\"compared\":{\"allowances\":0,\"deltas\":2,\"items\":1,\"orders\":1,\"taken\":1}");
        assertThat(metrics)
                .anyMatch(it -> it.contains("\"Drifted\":1.0") && it.contains("\"Repaired\":1.0"));
    }

    @Test
    void start_whileARunIsOpen_startsNoOther() throws IOException {
        handle("{\"start\":{\"repair\":false}}");
        assertThat(ask("{\"action\":\"start\"}")).contains("\"state\":\"running\"");
        handle("{\"start\":{}}");
        assertThat(company.ledger().number("SELECT count(*) FROM reconcile_runs")).isEqualTo(1);
    }

    @Test
    void start_dropsTheMonthsBeyondTheRetention() {
        String months =
                "SELECT count(*) FROM pg_class WHERE relname ~ '_2020_\\d\\d$' AND relkind = 'r'";
        company.ledger().execute("SELECT create_partitions('2020-01-15')");
        assertThat(company.ledger().number(months)).isEqualTo(12);

        handle("{\"start\":{}}");
        assertThat(company.ledger().number(months)).as("too little time").isEqualTo(12);

        handle("{\"start\":{}}", TestContext.withTimeLeft(900_000));
        assertThat(company.ledger().number(months)).isZero();
        assertThat(company.ledger().number("SELECT count(*) FROM reconcile_runs")).isEqualTo(1);
    }

    /** The dry run may end before the message arrives; the answer speaks of no repair. */
    @Test
    void start_ofARepairWhileADryRunIsOpen_requestsNoRepair() {
        handle("{\"start\":{\"repair\":false}}");
        LocalQueues.drain(queue);
        assertThat(ask("{\"action\":\"start\",\"repair\":true}")).contains("\"repair\":false");
        assertThat(LocalQueues.drain(queue))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("\"repair\":false"));
    }

    @Test
    void handleRequest_ofTheSampleEvents_acceptsThem() {
        for (String sample : List.of("start", "slice")) {
            SQSEvent event =
                    LambdaEvents.read(SQSEvent.class, SampleEvents.json("reconcile/" + sample));
            assertThat(handler.handleRequest(event, TestContext.create()).getBatchItemFailures())
                    .isEmpty();
        }
    }

    @Test
    void control_ofTheSampleEvent_requestsARun() throws IOException {
        assertThat(ask(SampleEvents.json("reconcile-control/start")))
                .isEqualTo("{\"state\":\"requested\",\"repair\":false}");
    }

    @Test
    void handleRequest_ofAnUnknownMessage_leavesItToTheDeadLetterQueue() {
        assertThat(handle("{\"begin\":{}}").getBatchItemFailures()).hasSize(1);
    }

    @Test
    void control_ofAMalformedRequest_listsItsErrors() {
        assertThatThrownBy(() -> ask("{\"action\":\"stop\",\"force\":1}"))
                .hasMessageContaining("/action: Must be one of start, status, report.")
                .hasMessageContaining("/force");
    }

    @Test
    void config_withAnInvalidVariable_namesIt() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        assertThat(ReconcileConfig.of(new Environment(variables)).policy().settle())
                .isEqualTo(Duration.ofMinutes(4));
        variables.put("RECONCILE_SETTLE_SECONDS", "0");
        assertThatThrownBy(() -> ReconcileConfig.of(new Environment(variables)))
                .hasMessageContaining(
                        "RECONCILE_SETTLE_SECONDS is invalid: Must be from 1 to 3600");
        variables.put("RECONCILE_SETTLE_SECONDS", "240");
        variables.put("RECONCILE_REPAIR", "maybe");
        assertThatThrownBy(() -> ReconcileConfig.of(new Environment(variables)))
                .hasMessageContaining("RECONCILE_REPAIR is invalid");
    }

    @Test
    void constructors_calledByLambda_wireTheFunctionsFromTheEnvironment() {
        assertThat(new ReconcileHandler()).isNotNull();
        assertThat(new ReconcileControlHandler()).isNotNull();
    }

    private void runToTheEnd() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            for (Message message : LocalQueues.drain(queue)) {
                                handle(message.body());
                            }
                            return ask("{\"action\":\"status\"}").contains("finished");
                        });
    }

    private SQSBatchResponse handle(String body) {
        return handle(body, TestContext.create());
    }

    private SQSBatchResponse handle(String body, TestContext context) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m");
        message.setBody(body);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return handler.handleRequest(event, context);
    }

    private String ask(String request) {
        return StreamCalls.invoke(control, request, TestContext.create());
    }

    private S3Client s3Client() {
        return S3Client.builder()
                .httpClient(DynamoClients.httpClient())
                .endpointOverride(s3.endpoint())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
