package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.drill.RestoreDrill;
import dev.netstock.operator.drill.StageCopies;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;
import dev.netstock.operator.stage.StageFunction;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** {@code netstock restore-drill}. */
@Command(
        name = "restore-drill",
        description =
                "Restores tables and ledger to a moment, as copies beside the running ones. Replays"
                    + " into the copies what the archive and the newer deltas have, compares them"
                    + " with the stage and with each other, and reports what is missing. Changes"
                    + " nothing of the stage, and deletes the copies afterwards.",
        footer = {
            "",
            "Examples:",
            "  netstock --stage prod restore-drill                           the latest moment",
            "  netstock --stage prod restore-drill --at 2026-11-28T03:00:00Z",
            "  netstock --stage prod restore-drill --clean                   deletes copies that an"
                    + " interrupted drill left",
            "",
            "Exits with 1 unless the verdict is \"complete\"."
        })
final class RestoreDrillCommand extends StageCommand {
    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description =
                    "The moment, in UTC. Default: the latest to which all can be restored. With the"
                            + " moment of an interrupted drill, resumes it.")
    private Optional<Instant> at = Optional.empty();

    @Option(
            names = "--keep",
            description = "Keeps the copies, to look at them. Delete them with --clean.")
    private boolean keep;

    @Option(names = "--clean", description = "Deletes the copies of all drills. Starts none.")
    private boolean clean;

    /** Converts {@code --at}. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'%s' is not a time in UTC such as 2026-11-28T03:00:00Z".formatted(text));
            }
        }
    }

    @Override
    int run(Stage stage, AwsClients clients) throws InterruptedException {
        try (var dynamo = clients.dynamoDb();
                var rds = clients.rds();
                var lambda = clients.lambda()) {
            var copies = StageCopies.of(stage, dynamo, rds, err()::println);
            if (clean) {
                ObjectNode deleted = JSON.createObjectNode().put("stage", stage.name());
                ArrayNode names = deleted.putArray("deleted");
                copies.deleteAll().forEach(names::add);
                print(deleted);
                return 0;
            }
            var drill =
                    new RestoreDrill(
                            new StageFunction(lambda, stage.output("RestoreDrillFunction")),
                            err()::println);
            return run(stage, copies, drill);
        }
    }

    private int run(Stage stage, StageCopies copies, RestoreDrill drill)
            throws InterruptedException {
        // If it is refused because of the copies of an earlier drill, those stay.
        StageCopies.Ready ready = copies.restore(at);
        try {
            ObjectNode report = drill.run(ready);
            ObjectNode shown = JSON.createObjectNode().put("stage", stage.name());
            shown.setAll(report);
            print(shown);
            return RestoreDrill.isComplete(report) ? 0 : 1;
        } finally {
            if (!keep) {
                err().println("Deleting the copies");
                copies.deleteAll();
            }
        }
    }
}
