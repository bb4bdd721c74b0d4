package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toSet;

import dev.netstock.infra.function.NetStockFunction;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds the templates against the code that they deploy: the zips, as they are uploaded. */
class PackagedFunctionsTest {
    /** Read by Powertools itself, in every function. */
    private static final Set<String> READ_BY_POWERTOOLS =
            Set.of(
                    "POWERTOOLS_LOG_LEVEL",
                    "POWERTOOLS_METRICS_NAMESPACE",
                    "POWERTOOLS_SERVICE_NAME");

    private static final Map<String, String> TABLES =
            Map.of(
                    "NET_STOCK_TABLE", "NetStock",
                    "STOCK_DELTAS_TABLE", "StockDeltas",
                    "STOCK_HISTORY_TABLE", "StockHistory");

    private final StageTemplates dev = StageTemplates.of("dev");

    @ParameterizedTest
    @EnumSource
    void handler_isAClassInTheZip(NetStockFunction which) throws IOException {
        var handler = resourceOf(which).property("Handler").asText();
        assertThat(handler).endsWith("::handleRequest");
        assertThat(zipOf(which).hasClass(handlerClass(which))).as(handler).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void environment_isWhatTheCodeReadsAndNoMore(NetStockFunction which) throws IOException {
        var read = new TreeSet<>(READ_BY_POWERTOOLS);
        read.addAll(EnvironmentReads.of(zipOf(which).classes().values()));

        assertThat(environmentOf(which).keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @EnumSource
    void environment_namesEachTableByItsOwnVariable(NetStockFunction which) {
        var tables = new HashMap<>(environmentOf(which));
        tables.keySet().removeIf(name -> !name.endsWith("_TABLE"));
        assertThat(tables).isNotEmpty();
        assertThat(TABLES).containsAllEntriesOf(tables);
    }

    @ParameterizedTest
    @EnumSource
    void permissions_areForTheOperationsThatTheCodeCallsAndNoMore(NetStockFunction which)
            throws IOException {
        var called = CalledOperations.of(zipOf(which), handlerClass(which));
        assertThat(called).isNotEmpty();
        assertThat(actionsOnTables(which)).isEqualTo(called);
    }

    /** What the function itself may do; reading a stream is done for it. */
    private Set<String> actionsOnTables(NetStockFunction which) {
        return new Policies(dev)
                .of(resourceOf(which).name().replace("Function", ""))
                .filter(line -> line.startsWith("dynamodb:") && !line.contains("tream"))
                .map(line -> line.substring("dynamodb:".length(), line.indexOf(' ')))
                .collect(toSet());
    }

    private static String handlerClass(NetStockFunction which) {
        return which.handler().replace("::handleRequest", "");
    }

    private Map<String, String> environmentOf(NetStockFunction which) {
        var spoken = new HashMap<String, String>();
        resourceOf(which)
                .at("/Environment/Variables")
                .properties()
                .forEach(entry -> spoken.put(entry.getKey(), dev.spoken(entry.getValue())));
        return spoken;
    }

    /** The zip that CDK uploads: what the function's code refers to, in the assembly's folder. */
    private FunctionZip zipOf(NetStockFunction which) throws IOException {
        var file = "asset." + resourceOf(which).at("/Code/S3Key").asText();
        return FunctionZip.read(dev.folder().resolve(file));
    }

    private Resource resourceOf(NetStockFunction which) {
        return dev.api()
                .resources("AWS::Lambda::Function")
                .filter(function -> function.property("Handler").asText().equals(which.handler()))
                .findFirst()
                .orElseThrow();
    }
}
