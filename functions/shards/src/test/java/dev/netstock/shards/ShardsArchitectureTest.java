package dev.netstock.shards;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ShardsArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.shards");

    @Test
    void plans_whenTheyAreDecided_knowNothingOfTablesAndLambda() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.shards.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk..",
                        "com.amazonaws..",
                        "dev.netstock.shards.dynamodb..",
                        "dev.netstock.stock.dynamodb..")
                .check(CLASSES);
    }

    @Test
    void shards_whenTheyKnowTheSdk_doSoInTheirTableAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.netstock.shards.dynamodb..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void shards_whenTheyKnowLambda_doSoInTheirHandlerAndItsRehearsalAlone() {
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
}
