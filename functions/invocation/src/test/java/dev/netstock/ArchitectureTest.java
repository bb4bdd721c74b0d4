package dev.netstock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(
                            "dev.netstock.http",
                            "dev.netstock.invocation",
                            "dev.netstock.queue",
                            "dev.netstock.telemetry");

    @Test
    void edge_whenItNeedsTables_asksTheStockLibrary() {
        noClasses()
                .that()
                .doNotHaveSimpleName("MessageVisibility")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "dev.netstock.stock.dynamodb..")
                .check(CLASSES);
    }

    @Test
    void powertools_whenTheyChange_concernTelemetryAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.netstock.telemetry")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.lambda.powertools..")
                .check(CLASSES);
    }

    @Test
    void reflectiveDatabinding_whenColdStartsCount_isUsedNowhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }
}
