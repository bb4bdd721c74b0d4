package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toSet;

import dev.netstock.infra.data.StockTable;
import dev.netstock.infra.function.DatabaseUse;
import dev.netstock.infra.function.FunctionSpec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares the templates with the code that they deploy: the zips, as they are uploaded. */
class PackagedFunctionsTest {
    /** Actions of an event source mapping, which uses the function's role. */
    private static final Pattern BY_MAPPING =
            Pattern.compile(
                    "dynamodb:.*Stream|kinesis:(Describe|Get|List)|^s3:ListBucket on Files");

    /** The names of variables that Lambda sets. */
    private static final String SET_BY_LAMBDA = "AWS_";

    /** On AWS, functions call the malls themselves. */
    private static final String SET_LOCALLY = "MALL_SIMULATORS";

    /** Each takes 50 ms or more of a cold start: docs/decisions/function-cold-start.md. */
    private static final Pattern SLOW_TO_START =
            Pattern.compile(
                    "(jackson-databind|log4j|logback|powertools|aspectj|aws-embedded-metrics"
                            + "|apache-client|apache5-client|netty).*");

    /** A class of the SDK that ours replaces: docs/decisions/function-cold-start.md. */
    private static final String REPLACED =
            "software/amazon/awssdk/regions/GeneratedServiceMetadataProvider.class";

    /** Analyzed once for all tests of a function. */
    private static final Map<String, HandlerCode> CODE = new HashMap<>();

    private final StageTemplates dev = StageTemplates.of(StageTemplates.DEV_WITH_MALLS);

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void handler_isAClassInTheZip(FunctionSpec which) throws IOException {
        var handler = resourceOf(which).property("Handler").asText();
        assertThat(handler).endsWith("::handleRequest");
        assertThat(zipOf(which).hasClass(handlerClass(which))).as(handler).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void zip_containsNoLibraryThatIsSlowToStart(FunctionSpec which) throws IOException {
        assertThat(zipOf(which).jars())
                .isNotEmpty()
                .noneMatch(name -> SLOW_TO_START.matcher(name).matches());
    }

    /** Schemas, samples and the cost model are for tests; no function reads them. */
    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void zip_containsOnlyResourcesAndClassesThatFunctionsUse(FunctionSpec which)
            throws IOException {
        assertThat(zipOf(which).resources())
                .allMatch(name -> name.matches("db/migration/.*\\.sql") || name.equals(REPLACED));
        assertThat(zipOf(which).classes().keySet())
                .noneMatch(
                        name -> name.matches(".*/(testing|capacity)/.*|.*/SampleEvents\\.class"));
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void environment_hasExactlyTheVariablesThatTheCodeReads(FunctionSpec which) throws IOException {
        var read = new TreeSet<>(codeOf(which).variables());
        read.removeIf(name -> name.startsWith(SET_BY_LAMBDA) || name.equals(SET_LOCALLY));

        assertThat(environmentOf(which).keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void environment_namesEachTableByItsOwnVariable(FunctionSpec which) {
        var own = new HashMap<String, String>();
        for (var table : StockTable.values()) {
            own.put(table.variable(), table.id());
        }
        var tables = new HashMap<>(environmentOf(which));
        tables.keySet().removeIf(name -> !name.endsWith("_TABLE"));
        assertThat(own).containsAllEntriesOf(tables);
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void permissions_areExactlyTheOperationsThatTheCodeCalls(FunctionSpec which)
            throws IOException {
        var called = codeOf(which).actions();
        assertThat(called.isEmpty())
                .isEqualTo(which.uses().stream().allMatch(DatabaseUse.class::isInstance));
        assertThat(actionsByItself(which)).isEqualTo(called);
    }

    /** What the function itself may do; a mapping reads streams and queues. */
    private Set<String> actionsByItself(FunctionSpec which) {
        return new Policies(dev)
                .of(resourceOf(which).name().replace("Function", ""))
                .filter(
                        line ->
                                line.matches(
                                        "(cloudwatch|dynamodb|kinesis|lambda|s3|secretsmanager|sns|sqs):.*"))
                .filter(line -> !BY_MAPPING.matcher(line).find())
                .filter(
                        line ->
                                which.folder().equals("jobs")
                                        || !line.startsWith("s3:ListBucket on Aside"))
                .filter(
                        line ->
                                !line.matches(
                                        "sqs:(Receive|Delete)Message on "
                                                + which.id()
                                                + "Queue.Arn"))
                .filter(
                        line ->
                                !line.equals(
                                        "sqs:GetQueueAttributes on " + which.id() + "Queue.Arn"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(toSet());
    }

    private HandlerCode codeOf(FunctionSpec which) throws IOException {
        var known = CODE.get(which.id());
        if (known != null) {
            return known;
        }
        var code = HandlerCode.of(zipOf(which), handlerClass(which));
        CODE.put(which.id(), code);
        return code;
    }

    private static String handlerClass(FunctionSpec which) {
        return which.handlerClass();
    }

    private Map<String, String> environmentOf(FunctionSpec which) {
        var values = new HashMap<String, String>();
        resourceOf(which)
                .at("/Environment/Variables")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), dev.textOf(entry.getValue())));
        return values;
    }

    /** The zip that CDK uploads: the asset of the function's code, in the assembly's folder. */
    private FunctionZip zipOf(FunctionSpec which) throws IOException {
        var file = "asset." + resourceOf(which).at("/Code/S3Key").asText();
        return FunctionZip.of(dev.folder().resolve(file));
    }

    private Resource resourceOf(FunctionSpec which) {
        return dev.functions()
                .filter(function -> function.property("Handler").asText().equals(which.handler()))
                .findFirst()
                .orElseThrow();
    }
}
