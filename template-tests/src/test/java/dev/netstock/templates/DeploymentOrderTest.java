package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The order in which CloudFormation creates, updates, rolls back and deletes the resources of each
 * stack. It runs them in parallel where nothing orders them, so the tests take the least favourable
 * order, and random ones.
 */
@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stagesAndEdge")
class DeploymentOrderTest {
    private static final int SEEDS = 20;

    @Parameter String stage = "";

    /**
     * Without its network, the response of a custom resource would not arrive: a deployment hangs.
     */
    @Test
    void everyCustomResource_isCalledWhileItsWayToAnswerExists() {
        for (var stack : StageTemplates.of(stage).all()) {
            for (var custom : new StackSimulation(stack).customResources()) {
                var worst = new StackSimulation(stack);
                assertAllAnswered(worst.liveAndDie(worst.againstWhenCreating(custom)), 3);
                worst = new StackSimulation(stack);
                assertAllAnswered(worst.liveAndDie(worst.againstWhenDeleting(custom)), 3);
            }
            for (var seed = 0; seed < SEEDS; seed++) {
                assertAllAnswered(
                        new StackSimulation(stack)
                                .liveAndDie(StackSimulation.random(new SplittableRandom(seed))),
                        3);
            }
        }
    }

    /** Whatever fails, the custom resources that were created before are deleted cleanly. */
    @Test
    void everyFailedCreation_isRolledBackWhileCustomResourcesCanAnswer() {
        for (var stack : StageTemplates.of(stage).all()) {
            for (var custom : new StackSimulation(stack).customResources()) {
                for (var failing : stack.resources().map(Resource::logicalId).toList()) {
                    var worst = new StackSimulation(stack);
                    assertAllAnswered(
                            worst.rollBack(failing, worst.againstWhenDeleting(custom)), 0);
                }
            }
        }
    }

    @Test
    void migration_needsTheDatabaseAndTheWayToIt() {
        var stack = StageTemplates.of(stage).ledger();
        var simulation = new StackSimulation(stack);
        var migration = stack.resources("Custom::LedgerMigration").findFirst().orElseThrow();
        assertThat(simulation.needsOf(migration.logicalId()))
                .extracting(Resource::withoutHash)
                .contains(
                        "LedgerMigrationFunction",
                        "LedgerMigrationRoleDefaultPolicy",
                        "DatabaseCluster",
                        "DatabaseInstance1",
                        "EndpointsS3");
        assertThat(simulation.closure(migration.logicalId()))
                .containsAll(simulation.needsOf(migration.logicalId()));
    }

    /** New code must not run on the old schema; its snapshot is primed by a connection. */
    @Test
    void versionsAndAliasesThatUseTheDatabase_areUpdatedAfterTheMigration() {
        var stack = StageTemplates.of(stage).ledger();
        var simulation = new StackSimulation(stack);
        var migration = stack.resources("Custom::LedgerMigration").findFirst().orElseThrow();
        var connecting = Functions.all().stream().filter(FunctionSpec::inLedgerNetwork).toList();
        assertThat(connecting)
                .filteredOn(function -> !function.equals(Functions.LEDGER_MIGRATION))
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        function -> {
                            var alias =
                                    stack.resource("AWS::Lambda::Alias", function.id() + "Live");
                            var version = alias.at("/FunctionVersion/Fn::GetAtt/0").asText();
                            assertThat(simulation.closure(alias.logicalId()))
                                    .contains(migration.logicalId());
                            assertThat(simulation.closure(version)).contains(migration.logicalId());
                        });
    }

    /**
     * What a retained resource refers to cannot be deleted: the deletion of the stack would fail,
     * for example at the subnets of the database. Functions are an exception: Lambda deletes them
     * although a user pool names them.
     */
    @Test
    void everythingThatARetainedResourceRefersTo_isRetained() {
        for (var stack : StageTemplates.of(stage).all()) {
            var resources = new TreeMap<String, Resource>();
            stack.resources().forEach(resource -> resources.put(resource.logicalId(), resource));
            resources.values().stream()
                    .filter(DeploymentOrderTest::isRetained)
                    .forEach(retained -> assertReferencesRetained(retained, resources));
        }
    }

    private static void assertReferencesRetained(
            Resource retained, Map<String, Resource> resources) {
        assertThat(References.of(retained.json().path("Properties")))
                .filteredOn(resources::containsKey)
                .as("references of " + retained.logicalId())
                .map(id -> requireNonNull(resources.get(id)))
                .allMatch(it -> isRetained(it) || it.type().equals("AWS::Lambda::Alias"));
    }

    /** In the reverse order, no stack is deleted while another one imports from it. */
    @Test
    void everyStack_importsOnlyFromStacksThatAreDeployedBefore() {
        var exported = new TreeSet<String>();
        for (var stack : StageTemplates.of(stage).all()) {
            assertThat(imports(stack)).isSubsetOf(exported);
            stack.json()
                    .path("Outputs")
                    .forEach(it -> exported.add(it.at("/Export/Name").asText()));
        }
    }

    private static Stream<String> imports(Template stack) {
        return stack.json().findValuesAsText("Fn::ImportValue").stream();
    }

    private static boolean isRetained(Resource resource) {
        return resource.json().path("DeletionPolicy").asText().startsWith("Retain");
    }

    private static void assertAllAnswered(List<StackSimulation.Call> calls, int forEach) {
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.missing()).as(call.toString()).isEmpty());
        if (forEach > 0) {
            assertThat(calls)
                    .hasSize(
                            forEach
                                    * (int)
                                            calls.stream()
                                                    .map(StackSimulation.Call::customResource)
                                                    .distinct()
                                                    .count());
        }
    }
}
