package dev.netstock.inquiry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class InquiryArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.inquiry");

    @Test
    void inquiry_whenItNeedsTables_leavesTheSdkToTheStockLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void inquiry_whenItKnowsLambda_doesSoInItsHandlerAlone() {
        noClasses()
                .that()
                .doNotHaveSimpleName("InquiryHandler")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(CLASSES);
    }
}
