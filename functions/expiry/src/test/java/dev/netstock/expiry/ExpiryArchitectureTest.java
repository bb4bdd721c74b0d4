package dev.netstock.expiry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ExpiryArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.expiry");

    @Test
    void expiry_whenItNeedsTablesAndQueues_leavesTheSdkToTheLibraries() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void expiry_whenItKnowsLambda_doesSoInItsHandlersAndTheirRehearsalsAlone() {
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
    void expiry_whenNobodyAsksByHttp_knowsNothingOfIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.netstock.http..")
                .check(CLASSES);
    }
}
