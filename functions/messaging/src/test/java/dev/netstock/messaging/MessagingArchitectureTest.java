package dev.netstock.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class MessagingArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.netstock.messaging");

    @Test
    void topicAndQueues_whenTheirClientsChange_concernTheirOwnClassesAlone() {
        noClasses()
                .that()
                .doNotHaveSimpleName("EventPublisher")
                .and()
                .doNotHaveSimpleName("MessageAttributes")
                .and()
                .doNotHaveSimpleName("QueueSender")
                .and()
                .doNotHaveSimpleName("MessagingClients")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk.services.sns..",
                        "software.amazon.awssdk.services.sqs..")
                .check(CLASSES);
    }

    @Test
    void reflectiveDatabinding_whenColdStartsCount_isUsedNowhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }
}
