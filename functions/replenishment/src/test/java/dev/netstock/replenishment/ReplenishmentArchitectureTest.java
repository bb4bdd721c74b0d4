package dev.netstock.replenishment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ReplenishmentArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.replenishment");

    @Test
    void replenishment_whenItNeedsTables_meetsTheSdkInTheirAdaptersAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.netstock.replenishment.dynamodb")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void replenishment_whenItKnowsLambda_doesSoInItsHandlersAndTheirRehearsalsAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Handler")
                .and()
                .haveSimpleNameNotEndingWith("Rehearsal")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(CLASSES);
    }

    @Test
    void watch_whenItDecides_knowsNeitherTablesNorHttp() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.replenishment.watch")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.netstock.replenishment.dynamodb",
                        "dev.netstock.replenishment.settings",
                        "dev.netstock.replenishment.request",
                        "dev.netstock.replenishment.rebuild",
                        "dev.netstock.http..",
                        "dev.netstock.messaging..")
                .check(CLASSES);
    }
}
