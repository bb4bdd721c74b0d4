package dev.netstock.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class LedgerArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.ledger");

    @Test
    void ledger_whenItNeedsAws_leavesTheSdkToTheLibraries() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "software.amazon.jdbc..")
                .check(CLASSES);
    }

    @Test
    void ledger_whenItKnowsLambda_doesSoInItsHandlersAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Handler")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(CLASSES);
    }

    @Test
    void calculation_ofSupply_knowsNothingElse() {
        noClasses()
                .that()
                .resideInAPackage("..calculation..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "dev.netstock.ledger.calculation", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void pool_ofConnections_isKnownToTheDatabaseAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..database..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.zaxxer..", "org.flywaydb..")
                .check(CLASSES);
    }
}
