package dev.netstock.infra.function;

import dev.netstock.infra.AcceptedFindings;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.IConstruct;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The environment and the permissions of one function, collected from what its declaration uses. A
 * permission names each action: CDK's own grants would give more than is used, such as scans,
 * deletes, and wildcards on the key.
 */
public final class Access {
    private final FunctionSpec function;
    private final StageResources resources;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<PolicyStatement> statements = new ArrayList<>();
    private final Map<String, TreeSet<String>> keyActions = new TreeMap<>();
    private final Map<String, Consumer<IConstruct>> findings = new LinkedHashMap<>();
    private @Nullable Placement placement;

    Access(FunctionSpec function, StageResources resources) {
        this.function = function;
        this.resources = resources;
    }

    static Access of(FunctionSpec function, StageResources resources) {
        var access = new Access(function, resources);
        TriggerAccess.add(function, access);
        function.uses().forEach(use -> use.addTo(access));
        return access;
    }

    FunctionSpec function() {
        return function;
    }

    StageResources resources() {
        return resources;
    }

    /** Sets an environment variable. */
    void variable(String name, String value) {
        environment.put(name, value);
    }

    /** Allows actions on one resource. */
    void allow(String resource, String... actions) {
        allow(List.of(resource), actions);
    }

    /** Allows actions on resources. */
    void allow(List<String> on, String... actions) {
        statements.add(
                PolicyStatement.Builder.create().actions(List.of(actions)).resources(on).build());
    }

    /**
     * Allows the use of the key, only through the service that stores what it encrypts. DynamoDB
     * decrypts a table's own key in the caller's name, for reads and for writes.
     *
     * @param service {@code dynamodb}
     * @param actions without their prefix, {@code Decrypt}
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html">
     *     How DynamoDB uses a KMS key</a>
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Managing
     *     Amazon SNS encryption keys and costs</a>
     */
    void allowKey(String service, String... actions) {
        var all = keyActions.computeIfAbsent(service, same -> new TreeSet<>());
        all.addAll(List.of(actions));
    }

    /** Places the function in a VPC. */
    void place(Placement in) {
        this.placement = in;
    }

    /**
     * Accepts that a permission names everything below a resource.
     *
     * @param owner the resource's construct
     * @param below the part of the ARN behind the resource's: {@code stream/*}
     */
    void acceptAllBelow(IConstruct owner, String arn, String below, String reason) {
        findings.put(
                arn + "/" + below,
                role -> AcceptedFindings.allBelow(role, owner, arn, below, reason));
    }

    /**
     * Accepts that a permission names more than one resource.
     *
     * @param arn of the permission
     * @param finding accepts it for the role
     */
    void accept(String arn, Consumer<IConstruct> finding) {
        findings.put(arn, finding);
    }

    /** Accepts a permission on {@code *}. */
    void acceptEverything(String reason) {
        findings.put(
                "*",
                role -> AcceptedFindings.finding(role, "AwsSolutions-IAM5[Resource::*]", reason));
    }

    Map<String, String> environment() {
        return environment;
    }

    @Nullable Placement placement() {
        return placement;
    }

    List<PolicyStatement> statements() {
        var all = new ArrayList<>(statements);
        keyActions.forEach(
                (service, actions) ->
                        all.add(
                                keyThrough(
                                        service, resources.key(), actions.toArray(String[]::new))));
        return all;
    }

    void explainTo(IConstruct construct) {
        findings.values().forEach(finding -> finding.accept(construct));
    }

    /** Allows the use of a key through one service. */
    public static PolicyStatement keyThrough(String service, IKey key, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions).stream().map(action -> "kms:" + action).toList())
                .resources(List.of(key.getKeyArn()))
                .conditions(
                        Map.of(
                                "StringEquals",
                                Map.of(
                                        "kms:ViaService",
                                        service + "." + Aws.REGION + "." + Aws.URL_SUFFIX)))
                .build();
    }
}
