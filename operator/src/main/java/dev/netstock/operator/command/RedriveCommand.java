package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.aws.FailedBatches;
import dev.netstock.operations.aws.OutputNames;
import dev.netstock.operations.aws.RedriveResult;
import dev.netstock.operator.CommandException;
import dev.netstock.operator.command.TextView.Column;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.stream.Collectors;

/** {@code netstock redrive}. */
@Command(
        name = "redrive",
        description =
                "Replays what a consumer failed to process: dead letters into their queue, failed"
                        + " batches of a stream to their function. Fix the cause first. Replays may"
                        + " be repeated: each consumer counts an event once. The list counts at"
                        + " most 1,000 failed batches of a consumer; a replay includes all.",
        footer = {
            "",
            "Examples:",
            "  netstock --stage prod redrive          what waits, by consumer",
            "  netstock --stage prod redrive sales    replays the dead letters of a consumer",
            "",
            "Exits with 1 if a batch failed again."
        })
final class RedriveCommand extends StageCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "CONSUMER",
            description =
                    "Such as sales or delta-publisher. Without it, the command lists what waits.")
    private String name = "";

    @Override
    int run(Stage stage, AwsClients clients) {
        try (var lambda = clients.lambda();
                var sqs = clients.sqs();
                var s3 = clients.s3()) {
            var failedBatches =
                    new FailedBatches(lambda, sqs, s3, new OutputNames(stage.outputs()));
            return name.isEmpty() ? list(failedBatches.all()) : redrive(failedBatches);
        }
    }

    private int list(List<FailedBatch> all) {
        ObjectNode list = JSON.createObjectNode();
        var rows = list.putArray("consumers");
        all.forEach(
                each ->
                        rows.addObject()
                                .put("consumer", each.name())
                                .put("waiting", each.waiting())
                                .put("kind", each.kind()));
        if (isJson()) {
            printJson(list);
        } else {
            new TextView(out())
                    .table(rows, Column.of("consumer"), Column.of("waiting"), Column.of("kind"));
        }
        return 0;
    }

    private int redrive(FailedBatches failedBatches) {
        FailedBatch found =
                failedBatches
                        .named(name)
                        .orElseThrow(() -> new CommandException(unknown(failedBatches)));
        RedriveResult result = found.redrive();
        if (isJson()) {
            ObjectNode json =
                    JSON.createObjectNode()
                            .put("consumer", found.name())
                            .put("kind", found.kind())
                            .put("replayed", result.replayed());
            result.kept().forEach(json.putArray("failed")::add);
            printJson(json);
        } else {
            out().printf("%s: replayed %d %s%n", found.name(), result.replayed(), found.kind());
            if (!result.kept().isEmpty()) {
                out().printf("%d failed again and stay:%n", result.kept().size());
                result.kept().forEach(line -> out().println("  " + line));
            }
        }
        return result.kept().isEmpty() ? 0 : 1;
    }

    private String unknown(FailedBatches failedBatches) {
        return "Unknown consumer %s. Consumers: %s."
                .formatted(
                        name,
                        failedBatches.all().stream()
                                .map(FailedBatch::name)
                                .collect(Collectors.joining(", ")));
    }
}
