package dev.netstock.stock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.stock");

    @Test
    void theAwsSdk_isKnownOnlyToTheTablesInDynamoDbAndTheirCost() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..stock.dynamodb..", "..stock.capacity..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .check(CLASSES);
    }

    @Test
    void theCore_doesNotKnowItsTablesInDynamoDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..stock.dynamodb..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..stock.dynamodb..")
                .check(CLASSES);
    }

    @Test
    void policies_doNotKnowTheTables() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Policy")
                .or()
                .haveSimpleName("Evolution")
                .or()
                .haveSimpleName("Sourcing")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..stock.table..")
                .check(CLASSES);
    }

    @Test
    void features_areFreeOfCycles() {
        slices().matching("dev.netstock.stock.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void time_comesFromOutside() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
