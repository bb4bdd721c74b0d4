package dev.netstock.local.command;

import dev.netstock.local.rebuild.Rebuild;
import dev.netstock.local.rebuild.RebuildException;
import dev.netstock.local.rebuild.RebuildFunction;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** {@code ./netstock rebuild}. */
@Command(
        name = "rebuild",
        description =
                "Makes a projection anew from the events, while the old one serves. After a failure"
                        + " it goes on when it is run again.")
final class RebuildCommand implements Callable<Integer> {
    private static final String OUTPUT_END = "RebuildFunction";

    private final LocalFolder folder = NetstockCommand.folder();

    @Parameters(paramLabel = "PROJECTION", description = "Such as history or sales.")
    private String projection = "";

    @Option(
            names = "--abandon",
            description = "Gives up a rebuild that is under way; the old generation serves on.")
    private boolean abandon;

    @Override
    public Integer call() throws InterruptedException {
        CloudState state = RunningCloud.require(folder);
        String function = function(state.outputs(), projection);
        try (var lambda = new AwsServices(state).lambda()) {
            var rebuild =
                    new Rebuild(
                            new RebuildFunction(lambda, function), new RebuildLines(System.out));
            if (abandon) {
                rebuild.abandon();
            } else {
                rebuild.run();
            }
            return 0;
        } catch (RebuildException | SdkException e) {
            throw new CommandException("The rebuild stopped: " + e.getMessage());
        }
    }

    /** The ARN that the output of this projection tells. */
    static String function(Map<String, String> outputs, String projection) {
        var known = new TreeSet<String>();
        for (var output : outputs.entrySet()) {
            if (output.getKey().endsWith(OUTPUT_END)) {
                String name =
                        output.getKey()
                                .substring(0, output.getKey().length() - OUTPUT_END.length())
                                .toLowerCase(Locale.ROOT);
                if (name.equals(projection.toLowerCase(Locale.ROOT))) {
                    return output.getValue();
                }
                known.add(name);
            }
        }
        throw new CommandException(
                "There is no projection "
                        + projection
                        + " to rebuild; there are "
                        + String.join(", ", known));
    }
}
