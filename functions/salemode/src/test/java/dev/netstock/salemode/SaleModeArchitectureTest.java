package dev.netstock.salemode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class SaleModeArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.salemode");

    @Test
    void theAwsSdk_isKnownToItsAdaptersAndTheWiringAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.netstock.salemode.mode",
                        "dev.netstock.salemode.step",
                        "dev.netstock.salemode.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..", "..salemode.aws..")
                .check(CLASSES);
    }

    @Test
    void mode_whenItDecides_knowsNeitherStepsNorHttp() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.salemode.mode")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.netstock.salemode.step",
                        "dev.netstock.salemode.http",
                        "dev.netstock.http..",
                        "dev.netstock.messaging..",
                        "dev.netstock.events..")
                .check(CLASSES);
    }
}
