package dev.netstock.checkout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class CheckoutArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.checkout");

    @Test
    void checkout_whenItNeedsTables_leavesTheSdkToTheStockLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void checkout_whenItKnowsLambda_doesSoInItsHandlerAlone() {
        noClasses()
                .that()
                .doNotHaveSimpleName("CheckoutHandler")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(CLASSES);
    }
}
