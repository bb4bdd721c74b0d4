package dev.netstock.templates;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.infra.NetStockApp;
import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.stage.StageFiles;
import dev.netstock.infra.stage.StageSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The synthesized templates of a stage.
 *
 * @param folder the cloud assembly
 * @param data tables, buckets and their key
 * @param events downstream processing
 * @param ledger the company's stock, and its sync to net stock
 * @param sale sale mode
 * @param jobs queues and jobs
 * @param malls external malls; empty if the stage sells in none
 * @param api the HTTP API
 * @param operations alarms and dashboard
 * @param backups the backups, and the vault of their copies in another region; empty if the stage
 *     has none
 * @param edge the console, the firewall and their distribution; empty if the stage has none
 */
record StageTemplates(
        Path folder,
        Template data,
        Template events,
        Template ledger,
        Template sale,
        Template jobs,
        Optional<Template> malls,
        Template api,
        Template operations,
        List<Template> backups,
        List<Template> edge) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, StageTemplates> SYNTHESIZED = new ConcurrentHashMap<>();

    /** A stage as its file sets it, synthesized at the first call. */
    static StageTemplates of(String stage) {
        return SYNTHESIZED.computeIfAbsent(stage, name -> synthesize(settings(name)));
    }

    /** A stage of no file: dev with all malls that there are adapters for. */
    static final String DEV_WITH_MALLS = "dev with malls";

    private static final String MALLS_FILE = "simulated-malls.yaml";

    /** A stage of no file: dev with {@link #DOMAIN} and {@link #EDGE}. */
    static final String DEV_WITH_EDGE = "dev with an edge";

    /** A domain of the API, in a stage file. */
    static final String DOMAIN =
            "domain: { name: api.shop.example, certificateArn:"
                    + " \"arn:aws:acm:ap-northeast-1:111122223333:certificate/1\" }\n";

    /** An edge, in a stage file. */
    static final String EDGE =
            """
            edge:
              name: console.shop.example
              certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/2
              clientCertificateArn: arn:aws:acm:us-east-1:111122223333:certificate/3
              truststore: { bucket: shop-truststore, key: netstock.pem }
              region: ap-northeast-1
              requestsPerFiveMinutes: 3000
            """;

    /** The stages that there are, and {@link #DEV_WITH_MALLS}. */
    static List<String> stages() {
        return Stream.concat(files().names().stream(), Stream.of(DEV_WITH_MALLS)).toList();
    }

    /** {@link #stages()}, and {@link #DEV_WITH_EDGE}. */
    static List<String> stagesAndEdge() {
        return Stream.concat(stages().stream(), Stream.of(DEV_WITH_EDGE)).toList();
    }

    /** Whether a stage is a {@code dev}, with or without malls or an edge. */
    static boolean isDev(String stage) {
        return settings(stage).name().equals("dev");
    }

    /** Skips a test of a function in a stage that does not have the function. */
    static void assumeHas(String stage, FunctionSpec function) {
        assumeTrue(function.isIn(settings(stage)), function + " is not in " + stage);
    }

    /** The functions of a stage. */
    static List<FunctionSpec> functionsOf(String stage) {
        return Functions.of(settings(stage));
    }

    /** The functions of a stage that consume a queue. */
    static List<FunctionSpec> consumersOf(String stage) {
        return functionsOf(stage).stream().filter(FunctionSpec::hasQueue).toList();
    }

    /** A stage without deletion protection, synthesized at the first call. */
    static StageTemplates ofFirstDeployment(String stage) {
        return SYNTHESIZED.computeIfAbsent(
                stage + ", first deployment",
                _ -> synthesize(settings(stage).forFirstDeployment()));
    }

    /** The settings of a stage. */
    static StageSettings settings(String stage) {
        return switch (stage) {
            case DEV_WITH_MALLS -> files().readWithMalls("dev", MALLS_FILE);
            case DEV_WITH_EDGE -> files().parse("dev", files().textOf("dev") + DOMAIN + EDGE);
            default -> files().read(stage);
        };
    }

    /**
     * A stage with further settings.
     *
     * @param more members of a stage file that the stage's own file does not set
     */
    static StageTemplates with(String stage, String more) {
        return synthesize(files().parse(stage, files().textOf(stage) + more));
    }

    private static StageFiles files() {
        return StageFiles.of(FunctionZips.ofRepository(Path.of("")));
    }

    static StageTemplates synthesize(StageSettings settings) {
        var folder = newFolder();
        var app = NetStockApp.checked(folder.toString());
        NetStockApp.addStacks(app, settings, FunctionZips.ofRepository(Path.of("")));
        app.synth();
        return new StageTemplates(
                folder,
                template(folder, settings, "Data"),
                template(folder, settings, "Events"),
                template(folder, settings, "Ledger"),
                template(folder, settings, "Sale"),
                template(folder, settings, "Jobs"),
                settings.hasMalls()
                        ? Optional.of(template(folder, settings, "Malls"))
                        : Optional.empty(),
                template(folder, settings, "Api"),
                template(folder, settings, "Operations"),
                settings.backups() == null
                        ? List.of()
                        : List.of(
                                template(folder, settings, "Backups"),
                                template(folder, settings, "BackupCopies")),
                settings.edge() == null ? List.of() : List.of(template(folder, settings, "Edge")));
    }

    private static Template template(Path folder, StageSettings settings, String stack) {
        var file = "NetStock-%s-%s.template.json".formatted(settings.name(), stack);
        return new Template(json(folder, file));
    }

    /** An empty folder below {@code target}, which the build cleans. */
    static Path newFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "cdk.out");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path folder, String file) {
        try {
            return JSON.readTree(folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Template> all() {
        return Stream.of(
                        Stream.of(data, events, ledger, sale),
                        malls.stream(),
                        Stream.of(jobs, api, operations),
                        backups.stream(),
                        edge.stream())
                .flatMap(stacks -> stacks)
                .toList();
    }

    Stream<Resource> resources(String type) {
        return resources().filter(resource -> resource.type().equals(type));
    }

    /** The one resource of a type and name, in any stack. */
    Resource resource(String type, String name) {
        return resources(type)
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " named " + name));
    }

    Stream<Resource> resources() {
        return all().stream().flatMap(Template::resources);
    }

    /** All functions of ours, of all stacks. */
    Stream<Resource> functions() {
        return resources("AWS::Lambda::Function").filter(it -> !isOfCdk(it));
    }

    /** Whether CDK added it: the function that empties buckets, and its role. */
    static boolean isOfCdk(Resource resource) {
        return resource.logicalId().startsWith("CustomS3AutoDeleteObjects");
    }

    /** Renders a value of any stack as a short text; see {@link ValueText}. */
    String textOf(JsonNode value) {
        return new ValueText(all()).of(value);
    }
}
