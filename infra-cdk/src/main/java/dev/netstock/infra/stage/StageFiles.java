package dev.netstock.infra.stage;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.Route;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings of the stages: a file {@code <stage>.yaml} for each, and the JSON Schema that they
 * follow.
 *
 * @param folder where the files are
 */
public record StageFiles(Path folder) {
    /** The stage that is synthesized if none is named. */
    public static final String DEFAULT = "dev";

    private static final String SCHEMA = "stage.schema.json";
    private static final String YAML = ".yaml";

    /** The end of the name of a file that has malls for stages without. */
    private static final String MALLS_FILE = "-malls.yaml";

    private static final String MALLS = "malls";
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final NodeReader READER =
            NodeReader.builder()
                    .yamlMapper(
                            YAMLMapper.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .locationAware()
                    .build();

    /** The stage files of the clone that the function zips are of. */
    public static StageFiles of(FunctionZips zips) {
        return new StageFiles(zips.root().resolve("infra-cdk/stages"));
    }

    /** The stages that there are. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(YAML) && !name.endsWith(MALLS_FILE))
                    .map(name -> name.substring(0, name.length() - YAML.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the stage files cannot be read", e);
        }
    }

    /** The settings of a stage. */
    public StageSettings read(String stage) {
        return parse(stage, textOf(stage));
    }

    /**
     * The settings of a stage with other malls than its own.
     *
     * @param mallsFile a file of this folder with the member {@code malls}, such as {@code
     *     simulated-malls.yaml}
     */
    public StageSettings readWithMalls(String stage, String mallsFile) {
        if (!mallsFile.endsWith(MALLS_FILE) || !Files.exists(folder.resolve(mallsFile))) {
            throw new IllegalArgumentException(
                    "%s has no file of malls named %s".formatted(folder, mallsFile));
        }
        var ofMalls = folder.resolve(mallsFile);
        var malls = tree(ofMalls, text(mallsFile)).path(MALLS);
        var file = folder.resolve(stage + YAML);
        var tree = tree(file, textOf(stage));
        ((ObjectNode) tree).set(MALLS, malls);
        return settings(ofMalls, stage, valid(ofMalls, tree));
    }

    /** The text of the file of a stage. */
    public String textOf(String stage) {
        if (!names().contains(stage)) {
            throw new IllegalArgumentException(
                    "Unknown stage %s. %s has: %s".formatted(stage, folder, names()));
        }
        return text(stage + YAML);
    }

    /** The settings of a stage, from the text of its file. */
    public StageSettings parse(String stage, String yaml) {
        var file = folder.resolve(stage + YAML);
        return settings(file, stage, valid(file, tree(file, yaml)));
    }

    private JsonNode valid(Path file, JsonNode tree) {
        var schema = schema();
        var problems = new ArrayList<Problem>();
        schema.validate(tree).forEach(error -> problems.add(problem(schema, error)));
        problems.addAll(unknown(tree, "functions", Functions.all().stream().map(FunctionSpec::id)));
        problems.addAll(
                unknown(tree, "routes", Functions.routes().stream().map(Route::operationId)));
        for (var channel : MallChannel.values()) {
            problems.addAll(membersOfOtherMalls(schema, tree.path(MALLS), channel));
        }
        if (!problems.isEmpty()) {
            throw invalid(file, problems);
        }
        return tree;
    }

    /** The schema has the members of all malls. */
    private static List<Problem> membersOfOtherMalls(
            Schema schema, JsonNode malls, MallChannel channel) {
        var allowed =
                new TreeSet<>(schema.getSchemaNode().at("/$defs/mall/properties").propertyNames());
        for (var other : MallChannel.values()) {
            other.ownMembers().stream()
                    .filter(member -> !channel.ownMembers().contains(member))
                    .forEach(allowed::remove);
        }
        var mall = malls.path(channel.toString());
        return mall.propertyNames().stream()
                .filter(name -> !allowed.contains(name))
                .filter(name -> schema.getSchemaNode().at("/$defs/mall/properties").has(name))
                .map(name -> unknown(mall, "/malls/" + channel, name, allowed))
                .toList();
    }

    private static JsonNode tree(Path file, String yaml) {
        try {
            return READER.readTree(yaml, InputFormat.YAML);
        } catch (JacksonException e) {
            throw invalid(
                    file,
                    List.of(new Problem(e.getLocation().getLineNr(), "", e.getOriginalMessage())));
        }
    }

    private static StageSettings settings(Path file, String stage, JsonNode tree) {
        try {
            var named = MAPPER.createObjectNode().put("name", stage).setAll((ObjectNode) tree);
            var settings = MAPPER.treeToValue(named, StageSettings.class);
            var ofMalls = settings.problemsOfMalls();
            if (!ofMalls.isEmpty()) {
                throw invalid(
                        file,
                        ofMalls.stream()
                                .map(text -> Problem.at(tree.path(MALLS), "", text))
                                .toList());
            }
            var exceeded = settings.capacity().problems();
            if (!exceeded.isEmpty()) {
                throw invalid(
                        file,
                        exceeded.stream()
                                .map(text -> Problem.at(tree.path("account"), "", text))
                                .toList());
            }
            return settings;
        } catch (JacksonException e) {
            var path = e.getPath().stream().map(JacksonException.Reference::getPropertyName);
            var pointer = path.map(name -> "/" + name).collect(joining());
            var cause = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
            throw invalid(file, List.of(Problem.at(tree.at(pointer), pointer, cause)));
        }
    }

    private Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(SCHEMA), InputFormat.JSON);
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.resolve(file) + " cannot be read", e);
        }
    }

    private static Problem problem(Schema schema, Error error) {
        var pointer = error.getInstanceLocation().toString();
        if (!error.getKeyword().equals("additionalProperties")) {
            return Problem.at(error.getInstanceNode(), pointer, error.getMessage());
        }
        var object = error.getSchemaLocation().getFragment().getParent() + "/properties";
        var allowed = schema.getSchemaNode().at(object).propertyNames();
        return unknown(error.getInstanceNode(), pointer, error.getProperty(), allowed);
    }

    private static List<Problem> unknown(JsonNode tree, String member, Stream<String> allowed) {
        var names = allowed.toList();
        return tree.path(member).propertyNames().stream()
                .filter(name -> !names.contains(name))
                .map(name -> unknown(tree.path(member), "/" + member, name, names))
                .toList();
    }

    private static Problem unknown(
            JsonNode parent, String pointer, String name, Collection<String> allowed) {
        return Problem.at(
                parent.path(name),
                pointer + "/" + name,
                "unknown; allowed: " + String.join(", ", new TreeSet<>(allowed)));
    }

    private static IllegalArgumentException invalid(Path file, List<Problem> problems) {
        return new IllegalArgumentException(
                problems.stream()
                        .sorted(Comparator.comparingInt(Problem::line))
                        .map(problem -> "\n  line " + problem.line() + ": " + problem.text())
                        .collect(joining("", file + " is not valid:", "")));
    }

    /** What is wrong with a member, on which line. */
    private record Problem(int line, String path, String message) {
        static Problem at(JsonNode node, String pointer, @Nullable String message) {
            var line = node.isMissingNode() ? 1 : JsonNodes.tokenStreamLocationOf(node).getLineNr();
            var path = pointer.replaceFirst("^/", "").replace('/', '.');
            return new Problem(line, path, String.valueOf(message));
        }

        String text() {
            return path.isEmpty() ? message : path + ": " + message;
        }
    }
}
