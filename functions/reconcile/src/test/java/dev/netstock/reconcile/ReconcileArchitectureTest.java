package dev.netstock.reconcile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ReconcileArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.reconcile");

    @Test
    void judging_isPure() {
        noClasses()
                .that()
                .resideInAPackage("..reconcile.judging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..", "com.amazonaws..", "java.sql..", "..stock.table..")
                .check(CLASSES);
    }

    @Test
    void theSdk_isKnownToTheEdgesAlone() {
        noClasses()
                .that()
                .doNotHaveSimpleName("DynamoScan")
                .and()
                .haveNameNotMatching(".*DynamoScan\\$.*")
                .and()
                .doNotHaveSimpleName("S3Reports")
                .and()
                .haveNameNotMatching(".*ReconcileConfig(\\$.*)?")
                .and()
                .haveSimpleNameNotEndingWith("Handler")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void lambda_isKnownToTheHandlersAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Handler")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(CLASSES);
    }
}
