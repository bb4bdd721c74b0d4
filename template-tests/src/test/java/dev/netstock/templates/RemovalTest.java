package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What becomes of resources with data when a stack is deleted, or its creation rolled back. */
@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stagesAndEdge")
class RemovalTest {
    /** Where each kind of resource says that it refuses to be deleted. */
    private static final List<String> PROTECTIONS =
            List.of("DeletionProtection", "DeletionProtectionEnabled");

    @Parameter String stage = "";

    /** CloudFormation does not delete a bucket that has objects or versions. */
    @Test
    void everyBucketThatIsDeletedWithItsStack_isEmptiedBefore() {
        for (var stack : templates().all()) {
            var emptied =
                    stack.resources("Custom::S3AutoDeleteObjects")
                            .map(it -> it.property("BucketName").path("Ref").asText())
                            .toList();
            assertThat(emptied)
                    .containsExactlyInAnyOrderElementsOf(
                            stack.resources("AWS::S3::Bucket")
                                    .filter(
                                            it ->
                                                    it.json()
                                                            .path("DeletionPolicy")
                                                            .asText()
                                                            .equals("Delete"))
                                    .map(Resource::logicalId)
                                    .toList());
        }
        assertThat(templates().resources("Custom::S3AutoDeleteObjects"))
                .hasSize(keepsData() ? 0 : (int) templates().resources("AWS::S3::Bucket").count());
        assertThat(templates().resources("AWS::S3::Bucket")).hasSizeGreaterThanOrEqualTo(4);
    }

    /**
     * A retained resource of a failed first deployment would be in the way of the next attempt.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html">DeletionPolicy
     *     attribute</a>
     */
    @Test
    void everyRetainedResource_isDeletedIfItsFirstDeploymentFails() {
        assertThat(templates().resources().map(it -> it.json().path("DeletionPolicy").asText()))
                .filteredOn(policy -> policy.startsWith("Retain"))
                .hasSizeGreaterThan(keepsData() ? 70 : -1)
                .containsOnly(keepsData() ? new String[] {"RetainExceptOnCreate"} : new String[0]);
    }

    /** CloudFormation cannot delete a protected resource, also not in a rollback. */
    @Test
    void firstDeployment_protectsNothingFromItsRollback() {
        assertThat(protections(StageTemplates.ofFirstDeployment(stage))).containsOnly(false);
        assertThat(protections(templates())).containsOnly(keepsData());
        assertThat(stackProtections(StageTemplates.ofFirstDeployment(stage))).containsOnly(false);
        assertThat(stackProtections(templates())).contains(keepsData());
    }

    /** Turning the protection on later changes nothing else. */
    @Test
    void firstDeployment_differsInTheProtectionAlone() {
        var first = StageTemplates.ofFirstDeployment(stage).resources().toList();
        var later = templates().resources().toList();
        assertThat(first).extracting(Resource::logicalId).isEqualTo(ids(later));
        for (var number = 0; number < first.size(); number++) {
            assertThat(withoutProtection(first.get(number)))
                    .isEqualTo(withoutProtection(later.get(number)));
        }
    }

    private static List<String> ids(List<Resource> resources) {
        return resources.stream().map(Resource::logicalId).toList();
    }

    /** Without the metadata, in which cdk-nag explains what is accepted. */
    private static String withoutProtection(Resource resource) {
        return resource.json()
                .path("Properties")
                .toString()
                .replaceAll("\"DeletionProtection(Enabled)?\":(\"\\w+\"|true|false),?", "");
    }

    private static Stream<Boolean> protections(StageTemplates templates) {
        return templates
                .resources()
                .flatMap(it -> PROTECTIONS.stream().map(it::property))
                .filter(value -> !value.isMissingNode())
                .map(value -> List.of("true", "ACTIVE").contains(value.asText()));
    }

    private static Stream<Boolean> stackProtections(StageTemplates templates) {
        var artifacts = StageTemplates.json(templates.folder(), "manifest.json").path("artifacts");
        return StreamSupport.stream(artifacts.spliterator(), false)
                .filter(it -> it.path("type").asText().equals("aws:cloudformation:stack"))
                .map(it -> it.at("/properties/terminationProtection").asBoolean());
    }

    private boolean keepsData() {
        return StageTemplates.settings(stage).keepsData();
    }

    private StageTemplates templates() {
        return StageTemplates.of(stage);
    }
}
