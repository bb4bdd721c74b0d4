package dev.netstock.sales;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class SalesArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.sales");

    @Test
    void sales_whenTheyNeedTables_meetTheSdkInTheirTableAndItsWiringAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Dynamo")
                .and()
                .doNotHaveSimpleName("SalesCodec")
                .and()
                .doNotHaveSimpleName("SalesConfig")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void sales_whenTheyKnowLambda_doSoInTheirHandlersAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Handler")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(CLASSES);
    }
}
