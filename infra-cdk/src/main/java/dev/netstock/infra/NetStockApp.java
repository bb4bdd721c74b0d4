package dev.netstock.infra;

import dev.netstock.infra.api.ApiStack;
import dev.netstock.infra.backup.BackupCopiesStack;
import dev.netstock.infra.backup.BackupsStack;
import dev.netstock.infra.data.DataStack;
import dev.netstock.infra.edge.EdgeStack;
import dev.netstock.infra.events.EventsStack;
import dev.netstock.infra.function.FunctionStack;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.StageResources;
import dev.netstock.infra.jobs.JobsStack;
import dev.netstock.infra.ledger.LedgerStack;
import dev.netstock.infra.malls.MallsStack;
import dev.netstock.infra.operations.OperationsStack;
import dev.netstock.infra.pipeline.PipelineStack;
import dev.netstock.infra.sale.SaleStack;
import dev.netstock.infra.stage.StageFiles;
import dev.netstock.infra.stage.StageSettings;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackProps;
import io.github.cdklabs.cdknag.ServerlessChecks;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Validations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Synthesizes the stacks of a stage. It names no account and no region, so it needs neither
 * credentials nor a network.
 *
 * <p>The CDK CLI runs it without arguments, and passes the output folder and the stage ({@code -c
 * stage=prod}; default {@code dev}). With {@code -c firstDeployment=true} nothing is protected from
 * deletion, so that a first deployment that fails can be rolled back and repeated. With {@code -c
 * repository=owner/name}, there is also the stack that lets the workflows of this GitHub repository
 * deploy the stage. With {@code -c malls=simulated-malls.yaml}, the malls of that file replace
 * those of the stage. Without the CLI: {@code java -jar target/infra-cdk.jar <outdir> [stage
 * [malls]]}.
 */
public final class NetStockApp {
    private NetStockApp() {}

    public static void main(String[] arguments) {
        var app = checked(arguments.length > 0 ? arguments[0] : null);
        var stage = arguments.length > 1 ? arguments[1] : stageOfContext(app);
        var zips = FunctionZips.ofRepository(Path.of(""));
        var malls = arguments.length > 2 ? arguments[2] : app.getNode().tryGetContext("malls");
        var files = StageFiles.of(zips);
        var settings =
                malls == null ? files.read(stage) : files.readWithMalls(stage, malls.toString());
        var first = "true".equals(app.getNode().tryGetContext("firstDeployment"));
        addStacks(app, first ? settings.forFirstDeployment() : settings, zips);
        if (app.getNode().tryGetContext("repository") instanceof String repository) {
            addPipeline(app, settings, repository);
        }
        app.synth();
    }

    /**
     * An empty app. Its synth fails if a rule of cdk-nag or of CloudFormation is violated. The
     * templates contain the reason for each accepted violation.
     *
     * @param outdir the output folder; null: the CDK CLI sets it
     */
    public static App checked(@Nullable String outdir) {
        var app =
                new App(
                        AppProps.builder()
                                .outdir(outdir)
                                .analyticsReporting(false)
                                .postCliContext(FeatureFlags.ALL)
                                .build());
        var withReasons = NagPackProps.builder().writeSuppressionsToCloudFormation(true).build();
        Validations.of(app)
                .addPlugins(new AwsSolutionsChecks(app, withReasons), new ServerlessChecks(app));
        return app;
    }

    /**
     * Adds the stacks of one stage to an app: {@code NetStock-<stage>-Data}, {@code -Events},
     * {@code -Ledger}, {@code -Sale}, {@code -Jobs}, {@code -Api} and {@code -Operations}; with
     * malls, also {@code -Malls}; with backups, also {@code -Backups}, and {@code -BackupCopies} in
     * the region of the copies; with an edge, also {@code -Edge} in us-east-1.
     */
    public static void addStacks(App app, StageSettings settings, FunctionZips zips) {
        var prefix = "NetStock-" + settings.name();
        var resources = new StageResources(settings, zips);
        new DataStack(app, prefix + "-Data", resources);
        var events = new EventsStack(app, prefix + "-Events", resources);
        var ledger = new LedgerStack(app, prefix + "-Ledger", resources);
        var sale = new SaleStack(app, prefix + "-Sale", resources);
        var stacks = new ArrayList<FunctionStack>(List.of(events, ledger, sale));
        if (settings.hasMalls()) {
            stacks.add(new MallsStack(app, prefix + "-Malls", resources));
        }
        stacks.add(new JobsStack(app, prefix + "-Jobs", resources));
        var api = new ApiStack(app, prefix + "-Api", resources);
        new OperationsStack(app, prefix + "-Operations", resources, events, ledger, stacks, api);
        var backups = settings.backups();
        if (backups != null) {
            var copies = new BackupCopiesStack(app, prefix + "-BackupCopies", settings, backups);
            new BackupsStack(app, prefix + "-Backups", resources, backups)
                    .addStackDependency(copies, "AWS Backup copies into a vault that exists");
        }
        if (settings.edge() != null) {
            var headers = zips.root().resolve("console/security-headers.json");
            new EdgeStack(app, prefix + "-Edge", settings, headers)
                    .addStackDependency(api, "The distribution leads to the domain of the API");
        }
        Tags.of(app).add("service", "net-stock");
        Tags.of(app).add("stage", settings.name());
    }

    /**
     * Adds the stack {@code NetStock-<stage>-Pipeline}, which lets the workflows of a repository
     * deploy the stage.
     *
     * @param repository {@code owner/name} on GitHub, or {@code owner@id/name@id}
     */
    public static void addPipeline(App app, StageSettings settings, String repository) {
        new PipelineStack(app, "NetStock-" + settings.name() + "-Pipeline", settings, repository);
    }

    private static String stageOfContext(App app) {
        var stage = app.getNode().tryGetContext("stage");
        return stage == null ? StageFiles.DEFAULT : stage.toString();
    }
}
