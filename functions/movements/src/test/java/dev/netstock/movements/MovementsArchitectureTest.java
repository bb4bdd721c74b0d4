package dev.netstock.movements;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class MovementsArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.movements");

    @Test
    void movements_whenTheyNeedTheStream_meetTheSdkInItAndItsWiringAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Kinesis")
                .and()
                .doNotHaveSimpleName("MovementsConfig")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void movements_whenTheyNeedTheDatabase_meetItInRecordingAlone() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RecordingMovements")
                .and()
                .doNotHaveSimpleName("MovementArrays")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(CLASSES);
    }

    @Test
    void movements_whenTheyKnowLambda_doSoInTheirHandlersAndRehearsalsAlone() {
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
