package dev.netstock.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/**
 * Allowed dependencies between packages: services do not depend on templates, features do not
 * depend on the cloud.
 */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.local");

    @Test
    void services_always_doNotDependOnTemplates() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..local.lambda..", "..local.httpapi..", "..local.eventsource..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..local.template..", "..local.functions..", "..local.routes..")
                .check(CLASSES);
    }

    @Test
    void templates_always_doNotDependOnServices() {
        noClasses()
                .that()
                .resideInAPackage("..local.template..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.netstock.local.template..",
                        "com.fasterxml.jackson..",
                        "java..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void features_always_doNotDependOnCloudAndCommand() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..local.cloud..", "..local.command..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..local.cloud..", "..local.command..")
                .check(CLASSES);
    }
}
