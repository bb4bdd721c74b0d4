package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operations.aws.FailedBatches;
import dev.netstock.operations.aws.OutputNames;
import dev.netstock.operations.aws.QueueDepth;
import dev.netstock.operator.CommandException;
import dev.netstock.operator.reconcile.Reconcile;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;
import dev.netstock.operator.stage.StageApi;
import dev.netstock.operator.stage.StageFunction;

import picocli.CommandLine.Command;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** {@code netstock status}. */
@Command(
        name = "status",
        description =
                "Shows the state of a stage: its stacks, the depth of its queues, dead letters and"
                        + " failed batches, sale mode, recent contradictions, and the newest"
                        + " reconcile run. SQS reports approximate numbers. At most 1,000 failed"
                        + " batches of a consumer are counted.",
        footer = {
            "",
            "Example: netstock --stage prod status",
            "",
            "Exits with 1 if a part of the state could not be read."
        })
final class StatusCommand extends StageCommand {
    private static final String QUEUE_URL = "QueueUrl";

    /** The period for which reconcile reports contradictions, too. */
    private static final Duration RECENT = Duration.ofDays(7);

    private static final int CONTRADICTIONS_READ = 100;

    @Override
    int run(Stage stage, AwsClients clients) {
        ObjectNode status = JSON.createObjectNode().put("stage", stage.name());
        status.set("stacks", stacks(stage));
        set(status, "queues", () -> queues(stage, clients));
        set(status, "failures", () -> failures(stage, clients));
        set(status, "saleMode", () -> saleMode(api(stage, clients, OPERATE)));
        set(status, "contradictions", () -> contradictions(api(stage, clients, OPERATE)));
        set(status, "reconcile", () -> reconcile(stage, clients));
        print(status);
        return status.findValue("unavailable") == null ? 0 : 1;
    }

    /** A part that cannot be read does not hide the others. */
    private static void set(ObjectNode status, String name, Supplier<JsonNode> part) {
        try {
            status.set(name, part.get());
        } catch (CommandException e) {
            status.putObject(name).put("unavailable", e.getMessage());
        } catch (SdkException e) {
            status.putObject(name).put("unavailable", AwsFailure.message(e));
        }
    }

    private static ArrayNode stacks(Stage stage) {
        ArrayNode stacks = JSON.createArrayNode();
        stage.stacks()
                .forEach(
                        stack ->
                                stacks.addObject()
                                        .put("stack", stack.name())
                                        .put("status", stack.status())
                                        .put("changedAt", stack.changedAt().toString()));
        return stacks;
    }

    private static ArrayNode queues(Stage stage, AwsClients clients) {
        ArrayNode queues = JSON.createArrayNode();
        try (var sqs = clients.sqs()) {
            stage.outputs()
                    .forEach(
                            (key, url) -> {
                                if (key.endsWith(QUEUE_URL)) {
                                    String name =
                                            key.substring(0, key.length() - QUEUE_URL.length());
                                    queues.add(depth(name, url, sqs));
                                }
                            });
        }
        return queues;
    }

    private static ObjectNode depth(String name, String url, SqsClient sqs) {
        QueueDepth depth = QueueDepth.of(sqs, url);
        return JSON.createObjectNode()
                .put("queue", name)
                .put("waiting", depth.waiting())
                .put("inFlight", depth.inFlight())
                .put("delayed", depth.delayed());
    }

    private static ArrayNode failures(Stage stage, AwsClients clients) {
        ArrayNode failures = JSON.createArrayNode();
        try (var lambda = clients.lambda();
                var sqs = clients.sqs();
                var s3 = clients.s3()) {
            new FailedBatches(lambda, sqs, s3, new OutputNames(stage.outputs()))
                    .all()
                    .forEach(
                            it ->
                                    failures.addObject()
                                            .put("consumer", it.name())
                                            .put("waiting", it.waiting())
                                            .put("kind", it.kind()));
        }
        return failures;
    }

    private static ObjectNode saleMode(StageApi api) {
        JsonNode saleMode = api.get("/v1/sale-mode");
        ObjectNode shown = JSON.createObjectNode().put("phase", saleMode.path("phase").asText());
        if (saleMode.has("plan")) {
            shown.put("sale", saleMode.path("plan").path("sale").asText());
        }
        return shown;
    }

    private static ObjectNode contradictions(StageApi api) {
        Instant since = Instant.now().minus(RECENT);
        JsonNode newest =
                api.get("/v1/contradictions?limit=" + CONTRADICTIONS_READ).path("contradictions");
        long recent =
                newest.valueStream()
                        .filter(it -> Instant.parse(it.path("heardAt").asText()).isAfter(since))
                        .count();
        return JSON.createObjectNode()
                .put("lastSevenDays", recent)
                .put("orMore", recent == CONTRADICTIONS_READ);
    }

    private static JsonNode reconcile(Stage stage, AwsClients clients) {
        try (var lambda = clients.lambda()) {
            return new Reconcile(
                            new StageFunction(lambda, stage.output("ReconcileControlFunction")))
                    .status();
        }
    }
}
