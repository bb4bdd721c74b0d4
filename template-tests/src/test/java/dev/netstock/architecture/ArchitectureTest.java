package dev.netstock.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of the house, over all that is deployed: dependencies point down from functions to
 * libraries to events, AWS is known at the edges, decisions are pure.
 */
class ArchitectureTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern MODULE =
            Pattern.compile("/(functions|libraries)/([a-z-]+)/target/");

    private static final JavaClasses DEPLOYED = new ClassFileImporter().importPaths(classFolders());

    /** Composition roots and adapters: they alone know the AWS SDK. */
    private static final DescribedPredicate<JavaClass> AT_THE_EDGE =
            resideInAnyPackage("..aws..", "software.amazon..", "..dynamodb..", "..platform..")
                    .or(outermostNameMatches("(Dynamo|S3|Kinesis).*|.*(Config|Handler)"))
                    .or(
                            outermostNameMatches(
                                    "EventPublisher|MessageAttributes|ItemRecords|SalesCodec|SalesTables"));

    static List<String> functions() {
        return folders("functions");
    }

    @Test
    void events_areContractsAlone() {
        classes()
                .that()
                .resideInAPackage("dev.netstock.events..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.netstock.events..", "java..", "org.jspecify..")
                .check(DEPLOYED);
    }

    @Test
    void platform_knowsNothingOfStock() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.platform..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.netstock..")
                                .and(not(resideInAPackage("dev.netstock.platform.."))))
                .check(DEPLOYED);
    }

    @Test
    void libraries_dependOnNoFunction() {
        noClasses()
                .that(are(in("libraries", ".*")))
                .should()
                .dependOnClassesThat(are(in("functions", ".*")))
                .check(DEPLOYED);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_dependsOnNoOtherFunction(String folder) {
        assertThat(DEPLOYED.stream().filter(in("functions", folder))).isNotEmpty();
        noClasses()
                .that(are(in("functions", folder)))
                .should()
                .dependOnClassesThat(are(in("functions", "(?!" + folder + "$).*")))
                .check(DEPLOYED);
    }

    @Test
    void theAwsSdk_isKnownAtTheEdgesAlone() {
        noClasses()
                .that(not(AT_THE_EDGE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "software.amazon.jdbc..")
                .check(DEPLOYED);
    }

    @Test
    void lambda_isKnownToHandlersAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.netstock.platform..")
                .and(not(outermostNameMatches(".*(Handler|Priming|RebuildFunction)|DeltaRecords")))
                .and()
                .resideOutsideOfPackage("dev.netstock.publishers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(DEPLOYED);
    }

    /** Measured, and decided against: docs/decisions/events-json-by-hand.md. */
    @Test
    void databinding_isUsedNowhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(DEPLOYED);
    }

    @Test
    void consumers_knowNothingOfHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.netstock.expiry..",
                        "dev.netstock.history..",
                        "dev.netstock.publishers..",
                        "dev.netstock.shards..",
                        "dev.netstock.stock..",
                        "dev.netstock.projection..",
                        "dev.netstock.salemode.mode..",
                        "dev.netstock.replenishment.watch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.netstock.platform.http..")
                .check(DEPLOYED);
    }

    @Test
    void decisions_knowNeitherTablesNorMessages() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.netstock.ledger.calculation..",
                        "dev.netstock.ledger.reconcile.judgement..",
                        "dev.netstock.replenishment.watch..",
                        "dev.netstock.salemode.mode..",
                        "dev.netstock.shards.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "..dynamodb..",
                        "..aws..",
                        "dev.netstock.platform.messaging..")
                .check(DEPLOYED);
    }

    @Test
    void policiesOfOrders_doNotKnowTheTables() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.stock..")
                .and(outermostNameMatches(".*Policy|Evolution|Sourcing"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..stock.table..")
                .check(DEPLOYED);
    }

    @Test
    void flowsOfStock_doNotKnowDynamoDb() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.stock..")
                .and()
                .resideOutsideOfPackage("..stock.dynamodb..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..stock.dynamodb..")
                .check(DEPLOYED);
    }

    @Test
    void featuresOfStock_areFreeOfCycles() {
        slices().matching("dev.netstock.stock.(*)..").should().beFreeOfCycles().check(DEPLOYED);
    }

    @Test
    void timeOfStock_comesFromOutside() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.stock..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(DEPLOYED);
    }

    @Test
    void projections_thatAreNotRebuilt_doNotKnowRebuilds() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.projection")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..projection.rebuild..")
                .check(DEPLOYED);
    }

    @Test
    void connectionPoolAndMigrations_areKnownToTheDatabasePackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.netstock.ledger.database..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.zaxxer..", "org.flywaydb..")
                .check(DEPLOYED);
    }

    private static DescribedPredicate<JavaClass> outermostNameMatches(String pattern) {
        return DescribedPredicate.describe(
                "named " + pattern, type -> outermost(type).getSimpleName().matches(pattern));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** By where the class was compiled. */
    private static DescribedPredicate<JavaClass> in(String parent, String folder) {
        return DescribedPredicate.describe(
                "in " + parent + "/" + folder,
                type ->
                        moduleOf(type)
                                .filter(module -> module.group(1).equals(parent))
                                .filter(module -> module.group(2).matches(folder))
                                .isPresent());
    }

    private static Optional<Matcher> moduleOf(JavaClass type) {
        return type.getSource()
                .map(source -> MODULE.matcher(path(source.getUri())))
                .filter(Matcher::find);
    }

    private static String path(URI uri) {
        return uri.toString();
    }

    private static List<Path> classFolders() {
        return Stream.concat(
                        Stream.of(Path.of("events")),
                        Stream.of("libraries", "functions")
                                .flatMap(
                                        parent ->
                                                folders(parent).stream()
                                                        .map(folder -> Path.of(parent, folder))))
                .map(module -> REPOSITORY.resolve(module).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<String> folders(String parent) {
        try (Stream<Path> folders = Files.list(REPOSITORY.resolve(parent))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
