package dev.netstock.projection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ProjectionArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.projection");

    @Test
    void theAwsSdk_isKnownToItsAdaptersAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..projection.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "..projection.aws..")
                .check(CLASSES);
    }

    @Test
    void consumers_whenNothingIsRebuilt_knowNothingOfIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.netstock.projection")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..projection.rebuild..")
                .check(CLASSES);
    }
}
