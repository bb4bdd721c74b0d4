package dev.netstock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.json", "dev.netstock.events");

    @Test
    void json_whenItReadsAndWrites_knowsNothingElse() {
        classes()
                .that()
                .resideInAPackage("dev.netstock.json")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.netstock.json",
                        "java..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void events_whenOthersReadThem_bringNothingButJson() {
        classes()
                .that()
                .resideInAPackage("dev.netstock.events..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.netstock.events..",
                        "dev.netstock.json",
                        "java..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify..")
                .check(CLASSES);
    }
}
