package dev.netstock.supply;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class SupplyArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.supply");

    @Test
    void supply_whenItNeedsTables_leavesTheSdkToTheStockLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void supply_whenItKnowsLambda_doesSoInItsHandlerAndItsRehearsalAlone() {
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
