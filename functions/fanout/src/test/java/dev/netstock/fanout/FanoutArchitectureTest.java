package dev.netstock.fanout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class FanoutArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.fanout");

    @Test
    void fanout_whenItReadsTheStream_meetsTheSdksTypesInTheImagesAlone() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Config")
                .and()
                .doNotHaveSimpleName("StreamImage")
                .and()
                .doNotHaveSimpleName("ItemRecords")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void fanout_whenNobodyAsksByHttp_knowsNothingOfIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.netstock.http..")
                .check(CLASSES);
    }
}
