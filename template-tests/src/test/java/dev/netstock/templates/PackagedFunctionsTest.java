package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toSet;

import dev.netstock.infra.function.NetStockFunction;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds the templates against the code that they deploy: the zips, as they are uploaded. */
class PackagedFunctionsTest {
    /** Read by Powertools itself, in every function. */
    private static final Set<String> READ_BY_POWERTOOLS =
            Set.of(
                    "POWERTOOLS_LOG_LEVEL",
                    "POWERTOOLS_METRICS_NAMESPACE",
                    "POWERTOOLS_SERVICE_NAME");

    private static final Set<NetStockFunction> CALL_THE_DATABASE_ALONE =
            EnumSet.of(NetStockFunction.LEDGER_MIGRATION, NetStockFunction.IMPORTS);

    private static final Map<String, String> TABLES =
            Map.of(
                    "NET_STOCK_TABLE", "NetStock",
                    "STOCK_DELTAS_TABLE", "StockDeltas",
                    "STOCK_HISTORY_TABLE", "StockHistory",
                    "SALES_TABLE", "Sales",
                    "REPLENISHMENT_TABLE", "Replenishment",
                    "REPLENISHMENT_REQUESTS_TABLE", "ReplenishmentRequests",
                    "SALE_MODE_TABLE", "SaleMode",
                    "SHARDS_TABLE", "Shards",
                    "PROJECTIONS_TABLE", "Projections");

    private static final Pattern DONE_FOR_IT =
            Pattern.compile(
                    "dynamodb:.*Stream|kinesis:(Describe|Get|List)|sqs:(Receive|Delete)"
                            + "|^s3:ListBucket on (Aside|Files)");

    private static final String SET_BY_LAMBDA = "AWS_REGION";

    /** Followed once for all tests of a function. */
    private static final Map<NetStockFunction, HandlerCode> CODE =
            new EnumMap<>(NetStockFunction.class);

    private final StageTemplates dev = StageTemplates.of("dev");

    @ParameterizedTest
    @EnumSource
    void handler_isAClassInTheZip(NetStockFunction which) throws IOException {
        var handler = resourceOf(which).property("Handler").asText();
        assertThat(handler).endsWith("::handleRequest");
        assertThat(zipOf(which).hasClass(handlerClass(which))).as(handler).isTrue();
    }

    /** Schemas, samples and the cost model are for tests; no function reads them. */
    @ParameterizedTest
    @EnumSource
    void zip_containsOnlyResourcesAndClassesThatFunctionsUse(NetStockFunction which)
            throws IOException {
        assertThat(zipOf(which).resources())
                .contains("log4j2.properties")
                .allMatch(name -> name.matches("log4j2\\.properties|db/migration/.*\\.sql"));
        assertThat(zipOf(which).classes().keySet())
                .noneMatch(
                        name -> name.matches(".*/(testing|capacity)/.*|.*/SampleEvents\\.class"));
    }

    @ParameterizedTest
    @EnumSource
    void environment_isWhatTheCodeReadsAndNoMore(NetStockFunction which) throws IOException {
        var read = new TreeSet<>(READ_BY_POWERTOOLS);
        read.addAll(codeOf(which).variables());
        read.remove(SET_BY_LAMBDA);

        assertThat(environmentOf(which).keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @EnumSource
    void environment_namesEachTableByItsOwnVariable(NetStockFunction which) {
        var tables = new HashMap<>(environmentOf(which));
        tables.keySet().removeIf(name -> !name.endsWith("_TABLE"));
        assertThat(TABLES).containsAllEntriesOf(tables);
    }

    @ParameterizedTest
    @EnumSource
    void permissions_areForTheOperationsThatTheCodeCallsAndNoMore(NetStockFunction which)
            throws IOException {
        var called = codeOf(which).actions();
        assertThat(called.isEmpty()).isEqualTo(CALL_THE_DATABASE_ALONE.contains(which));
        assertThat(actionsByItself(which)).isEqualTo(called);
    }

    /** What the function itself may do; streams and queues are read for it. */
    private Set<String> actionsByItself(NetStockFunction which) {
        return new Policies(dev)
                .of(resourceOf(which).name().replace("Function", ""))
                .filter(line -> line.matches("(cloudwatch|dynamodb|kinesis|lambda|s3|sns|sqs):.*"))
                .filter(line -> !DONE_FOR_IT.matcher(line).find())
                .filter(
                        line ->
                                !line.equals(
                                        "sqs:GetQueueAttributes on " + which.id() + "Queue.Arn"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(toSet());
    }

    private HandlerCode codeOf(NetStockFunction which) throws IOException {
        var known = CODE.get(which);
        if (known != null) {
            return known;
        }
        var code = HandlerCode.of(zipOf(which), handlerClass(which));
        CODE.put(which, code);
        return code;
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
        return FunctionZip.of(dev.folder().resolve(file));
    }

    private Resource resourceOf(NetStockFunction which) {
        return dev.functions()
                .filter(function -> function.property("Handler").asText().equals(which.handler()))
                .findFirst()
                .orElseThrow();
    }
}
