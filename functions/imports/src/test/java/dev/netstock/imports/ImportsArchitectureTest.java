package dev.netstock.imports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ImportsArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.imports");

    @Test
    void imports_whenTheyNeedABucket_meetTheSdkInItAndItsWiringAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("S3")
                .and()
                .doNotHaveSimpleName("FileImportConfig")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void imports_whenTheyReadFiles_knowNoDatabase() {
        noClasses()
                .that()
                .haveSimpleNameStartingWith("Csv")
                .or()
                .haveSimpleNameStartingWith("Row")
                .or()
                .haveNameMatching(".*\\.(FileInspection|FileText|StrictDecoding|FileLayout)")
                .or()
                .haveNameMatching(".*\\.(Header|Column|FileKey|FileNotification|ImportingFiles)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void imports_whenTheyKnowLambda_doSoInTheirHandlersAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Handler")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(CLASSES);
    }
}
