package dev.netstock.local.command;

import dev.netstock.local.redrive.FailedBatch;
import dev.netstock.local.redrive.FailedBatches;
import dev.netstock.local.redrive.OutputNames;
import dev.netstock.local.redrive.RedriveResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code ./netstock redrive}. */
@Command(
        name = "redrive",
        description =
                "Puts back what a consumer could not handle: dead letters into their queue, batches"
                        + " of a stream to their function.")
final class RedriveCommand implements Callable<Integer> {
    private final LocalFolder folder = NetstockCommand.folder();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "CONSUMER",
            description = "Such as sales or delta-publisher; lists what waits if left out.")
    private String name = "";

    @Override
    public Integer call() {
        CloudState state = RunningCloud.require(folder);
        var services = new AwsServices(state);
        try (var lambda = services.lambda();
                var sqs = services.sqs();
                var s3 = services.s3()) {
            var names = new OutputNames(state.outputs());
            var setAsides = new FailedBatches(lambda, sqs, s3, names);
            PrintWriter out = spec.commandLine().getOut();
            return name.isEmpty() ? list(setAsides.all(), out) : redrive(setAsides, out);
        } catch (SdkException e) {
            throw new CommandException("The running cloud refused: " + e.getMessage());
        }
    }

    private static int list(List<FailedBatch> all, PrintWriter out) {
        for (FailedBatch each : all) {
            out.printf("%-20s %6d %s%n", each.name(), each.waiting(), each.kind());
        }
        return 0;
    }

    private int redrive(FailedBatches setAsides, PrintWriter out) {
        FailedBatch found =
                setAsides.named(name).orElseThrow(() -> new CommandException(unknown(setAsides)));
        RedriveResult redriven = found.redrive();
        tell(out, found, redriven);
        return redriven.kept().isEmpty() ? 0 : 1;
    }

    private String unknown(FailedBatches setAsides) {
        return "There is no consumer "
                + name
                + "; there are "
                + setAsides.all().stream().map(FailedBatch::name).collect(Collectors.joining(", "));
    }

    private static void tell(PrintWriter out, FailedBatch consumer, RedriveResult redriven) {
        out.printf("%s: %d %s put back%n", consumer.name(), redriven.putBack(), consumer.kind());
        if (!redriven.kept().isEmpty()) {
            out.printf("%d stay aside:%n", redriven.kept().size());
            redriven.kept().forEach(line -> out.println("  " + line));
        }
    }
}
