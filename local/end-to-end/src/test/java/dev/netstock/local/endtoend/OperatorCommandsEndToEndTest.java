package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.SignedJWT;

import dev.netstock.operator.command.OperatorCommand;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Each command for operators, in a process of its own that has nothing of the local cloud: neither
 * its classes nor its files, only {@code --stage dev} and the endpoint variables of the AWS SDKs.
 */
@ExtendWith(SharedCloud.class)
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class OperatorCommandsEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long COMMAND_LIMIT_MINUTES = 5;
    private static final Path CLASSES = Path.of("target", "operator.jsa").toAbsolutePath();

    @TempDir private Path folder;
    private final RealCloud real;

    OperatorCommandsEndToEndTest(RealCloud real) {
        this.real = real;
    }

    /** A command that has ended. */
    private record Ended(int exitCode, String out, String errors) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    @Test
    void status_deployedStage_showsEachPartOfItsState() throws Exception {
        JsonNode status = succeeded("status", "--json").json();

        assertThat(status.path("stacks").valueStream().map(it -> it.path("stack").asText()))
                .containsExactlyInAnyOrder(
                        "NetStock-dev-Api",
                        "NetStock-dev-Data",
                        "NetStock-dev-Events",
                        "NetStock-dev-Ledger",
                        "NetStock-dev-Operations",
                        "NetStock-dev-Sale",
                        "NetStock-dev-Jobs");
        assertThat(status.path("queues").findValuesAsText("queue")).contains("Sales", "Expiry");
        assertThat(status.path("failures").findValuesAsText("consumer"))
                .contains("sales", "delta-publisher");
        assertThat(status.at("/saleMode/phase").asText()).isEqualTo("off");
        assertThat(status.at("/contradictions/lastSevenDays").isNumber()).isTrue();
        assertThat(status.at("/reconcile/state").asText()).isNotEmpty();
        assertThat(succeeded("status").out())
                .contains("stage", "STACK", "NetStock-dev-Api", "CREATE_COMPLETE", "QUEUE");
    }

    @Test
    void explain_skuWithSupply_printsATreeOrJson() throws Exception {
        real.supply("whisk", "shinjuku", 7);

        String tree = succeeded("explain", "whisk").out();
        JsonNode json = succeeded("explain", "whisk", "--location", "shinjuku", "--json").json();

        assertThat(tree).contains("whisk at shinjuku", "= supply - reserved", "├─ + supply");
        assertThat(new Explanation(json.path("explanations").path(0)).units("netStock", "supply"))
                .isEqualTo(7);
        Ended unknown = run("explain", "no-such-sku");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.errors()).contains("answered 404");
    }

    @Test
    void shards_pinnedLocation_areSpreadAndListed() throws Exception {
        real.supply("sieve", "shinjuku", 100);

        succeeded("shards", "sieve", "--location", "shinjuku", "--pin", "3");

        await().atMost(LIMIT)
                .pollInterval(1, TimeUnit.SECONDS)
                .untilAsserted(
                        () -> {
                            JsonNode shards = succeeded("shards", "sieve", "--json").json();
                            assertThat(shards.at("/shards/0/openShards").asInt()).isEqualTo(3);
                            assertThat(shards.at("/shards/0/pinned").asInt()).isEqualTo(3);
                        });
        assertThat(succeeded("shards").out()).contains("OPEN", "PINNED", "sieve");
        JsonNode settings =
                succeeded("shards", "sieve", "--location", "shinjuku", "--pin", "auto", "--json")
                        .json();
        // A location without any setting is not listed.
        assertThat(settings.path("sku").asText()).isEqualTo("sieve");
        assertThat(settings.path("locations").isEmpty()).isTrue();
    }

    @Test
    void importsContradictionsAndSaleMode_printTablesOrJson() throws Exception {
        assertThat(succeeded("imports").out()).startsWith("STARTED AT");
        assertThat(succeeded("imports", "--json").json().path("imports").isArray()).isTrue();
        assertThat(succeeded("contradictions").out()).startsWith("REPORTED AT");
        assertThat(succeeded("contradictions", "--json").json().path("contradictions").isArray())
                .isTrue();
        assertThat(succeeded("sale-mode").out()).containsPattern("phase +off");
        Path plan = Files.writeString(folder.resolve("plan.json"), "{\"skus\": []}");
        Ended rejected = run("sale-mode", "--plan", plan.toString());
        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.errors()).contains("/plan/sale");
    }

    /** Other tests count the dead letters of sales. */
    @Test
    void redrive_deadLetter_isListedAndReplayed() throws Exception {
        try (var sqs = real.clients().sqs(real.cloud().endpoints().sqs().orElseThrow())) {
            sqs.sendMessage(
                    it -> it.queueUrl(real.output("PoolsDeadLettersUrl")).messageBody("{}"));
        }

        assertThat(succeeded("redrive").out())
                .containsPattern("pools +1 +dead letters")
                .containsPattern("delta-publisher +\\d+ +failed batches");
        assertThat(succeeded("redrive", "pools", "--json").json())
                .isEqualTo(
                        JSON.readTree(
                                "{\"consumer\":\"pools\",\"kind\":\"dead letters\","
                                        + "\"replayed\":1,\"failed\":[]}"));
    }

    @Test
    void rebuild_projection_printsTheGenerationThatServes() throws Exception {
        Ended rebuilt =
                SharedCloud.besideKills(() -> succeeded("rebuild", "replenishment", "--json"));

        assertThat(rebuilt.json().path("servingGeneration").asInt()).isEqualTo(2);
        assertThat(rebuilt.errors()).contains("Generation 2 serves reads");
    }

    /** The run itself takes twice the settle time, which is minutes. */
    @Test
    void reconcile_dryRun_isStartedAndReported() throws Exception {
        JsonNode started = succeeded("reconcile", "--no-wait", "--json").json();

        assertThat(started.path("repair").asBoolean(true)).isFalse();
        await().atMost(LIMIT)
                .pollInterval(1, TimeUnit.SECONDS)
                .untilAsserted(
                        () -> {
                            JsonNode status = succeeded("reconcile", "--status", "--json").json();
                            assertThat(status.path("run").asText()).isNotEmpty();
                            assertThat(status.path("repair").asBoolean(true)).isFalse();
                        });
        assertThat(succeeded("reconcile", "--report").out()).containsAnyOf("state", "compared");
    }

    @Test
    void smoke_seededStage_reservesRepeatsReleasesAndWaitsForTheHistory() throws Exception {
        Ended unknown = run("smoke", "--sku", "SMOKE-2");
        JsonNode smoke = succeeded("smoke", "--sku", "SMOKE-2", "--seed", "umeda", "--json").json();

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.errors()).contains("SKU SMOKE-2 is unknown");
        assertThat(smoke.path("steps").findValuesAsText("step"))
                .containsExactly(
                        "token",
                        "read stock",
                        "reserve",
                        "repeat",
                        "read order",
                        "release",
                        "history");
    }

    @Test
    void token_scope_isGrantedToTheOperatorClient() throws Exception {
        var token = SignedJWT.parse(succeeded("token", "--scope", "netstock/read").out().strip());

        assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("netstock/read");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(real.output("OperatorClientId"));
    }

    @Test
    void execute_stageThatIsNotDeployed_failsAndListsTheDeployedStage() throws Exception {
        Ended failed = start(List.of("--stage", "prod", "status"));

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.errors())
                .contains("Stage prod is not deployed in ap-northeast-1", "Deployed stages: dev.");
    }

    private Ended succeeded(String... arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments);
        assertThat(ended.exitCode()).as(ended.out() + ended.errors()).isZero();
        assertThat(ended.errors()).doesNotContain("SLF4J", "\"level\"");
        return ended;
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--stage", "dev"));
        all.addAll(List.of(arguments));
        return start(all);
    }

    private Ended start(List<String> arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path errors = Files.createTempFile(folder, "errors", "");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                // The first command writes the classes, the others map them.
                                "-XX:+AutoCreateSharedArchive",
                                "-XX:SharedArchiveFile=" + CLASSES,
                                "-Xlog:disable",
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                classPath(),
                                OperatorCommand.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectOutput(out.toFile()).redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(real.cloud().endpoints().asVariables());
        builder.environment().put("AWS_REGION", "ap-northeast-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        Process process = builder.start();
        if (!process.waitFor(COMMAND_LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The command did not end: " + arguments);
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(errors));
    }

    /** That of the tests, without the modules of the local cloud. */
    private static String classPath() throws IOException {
        Path local = Path.of("..").toRealPath();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(local))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
