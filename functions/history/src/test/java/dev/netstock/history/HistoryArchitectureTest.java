package dev.netstock.history;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class HistoryArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.history");

    @Test
    void history_whenItNeedsTables_leavesTheSdkToTheLibraries() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void history_whenNobodyAsksByHttp_knowsNothingOfIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.netstock.http..")
                .check(CLASSES);
    }
}
