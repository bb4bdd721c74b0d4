package dev.netstock.operator.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code netstock sale-mode}. */
@Command(
        name = "sale-mode",
        description =
                "Shows the state of a sale day: phase, active overrides, steps, preflight checks"
                        + " and report. Plans, starts or ends a sale.",
        footer = {
            "",
            "Examples:",
            "  netstock --stage prod sale-mode                      the current state",
            "  netstock --stage prod sale-mode --plan autumn.json   plans a sale, or changes its"
                    + " plan",
            "  netstock --stage prod sale-mode --off                ends the sale",
            "",
            "A plan: {\"sale\": \"autumn-2026\", \"startsAt\": \"2026-11-22T02:45:00Z\","
                    + " \"endsAt\": \"2026-11-22T06:00:00Z\", \"skus\": [\"4901234567894\"],"
                    + " \"shards\": 32, \"malls\": \"capped\", \"mallCap\": 10}"
        })
final class SaleModeCommand extends StageCommand {
    private static final String PATH = "/v1/sale-mode";

    @ArgGroup private Change change = new Change();

    /** At most one of them. */
    private static final class Change {
        @Option(
                names = "--plan",
                paramLabel = "FILE",
                description =
                        "Plans a sale, from a JSON file. It starts at its startsAt; without, now.")
        private Optional<Path> plan = Optional.empty();

        @Option(
                names = "--enter",
                paramLabel = "FILE",
                description = "Starts the sale of a plan now, whatever its startsAt.")
        private Optional<Path> enter = Optional.empty();

        @Option(
                names = {"--off", "--leave"},
                description = "Ends the sale, or cancels its plan.")
        private boolean off;
    }

    @Override
    int run(Stage stage, AwsClients clients) {
        Optional<ObjectNode> body = body();
        var api = api(stage, clients, OPERATE);
        print(body.map(json -> api.put(PATH, json)).orElseGet(() -> api.get(PATH)));
        return 0;
    }

    private Optional<ObjectNode> body() {
        if (change.off) {
            return Optional.of(JSON.createObjectNode().put("wanted", "off"));
        }
        return change.plan
                .map(SaleModeCommand::read)
                .or(
                        () ->
                                change.enter
                                        .map(SaleModeCommand::read)
                                        .map(plan -> plan.without("startsAt")))
                .map(plan -> JSON.createObjectNode().put("wanted", "on").set("plan", plan));
    }

    private static ObjectNode read(Path file) {
        try {
            JsonNode plan = JSON.readTree(Files.readString(file));
            if (plan instanceof ObjectNode object) {
                return object;
            }
            throw new CommandException("The plan in " + file + " is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new CommandException(
                    "The plan in " + file + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CommandException("The plan " + file + " cannot be read: " + e.getMessage());
        }
    }
}
