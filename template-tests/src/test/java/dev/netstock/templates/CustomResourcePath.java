package dev.netstock.templates;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything of its stack that must exist when CloudFormation calls a custom resource: the function
 * with its role, permissions and log; what the function's environment names; and, in a VPC, the way
 * to those and to the bucket for the response.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html">
 *     Setting up VPC endpoints for AWS CloudFormation</a>
 */
final class CustomResourcePath {
    private final Template template;
    private final Set<String> path = new TreeSet<>();

    private CustomResourcePath(Template template) {
        this.template = template;
    }

    static Stream<Resource> customResources(Template template) {
        return template.resources()
                .filter(
                        resource ->
                                resource.type().startsWith("Custom::")
                                        || resource.type()
                                                .equals("AWS::CloudFormation::CustomResource"));
    }

    /** The logical ids. */
    static Set<String> of(Template template, Resource custom) {
        var walk = new CustomResourcePath(template);
        walk.function(custom.property("ServiceToken"));
        walk.referring(
                "AWS::S3::BucketPolicy", "Bucket", References.of(custom.property("BucketName")));
        return walk.path;
    }

    /** By its alias and version, or directly. */
    private void function(JsonNode token) {
        for (var id : References.of(token)) {
            var resource = find(id);
            path.add(id);
            switch (resource.type()) {
                case "AWS::Lambda::Alias" -> {
                    path.addAll(References.of(resource.property("FunctionVersion")));
                    function(resource.property("FunctionName"));
                }
                case "AWS::Lambda::Function" -> ofFunction(resource);
                default -> throw new AssertionError("No function: " + id);
            }
        }
    }

    private void ofFunction(Resource function) {
        var roles = References.of(function.property("Role"));
        path.addAll(roles);
        referring("AWS::IAM::Policy", "Roles", roles);
        path.addAll(References.of(function.property("LoggingConfig")));
        var used = own(References.of(function.property("Environment")));
        path.addAll(used);
        referring("AWS::RDS::DBInstance", "DBClusterIdentifier", used);
        used.forEach(id -> securityGroups(References.of(find(id).property("VpcSecurityGroupIds"))));
        network(function.property("VpcConfig"));
    }

    private void network(JsonNode config) {
        var subnets = References.of(config.path("SubnetIds"));
        path.addAll(subnets);
        securityGroups(References.of(config.path("SecurityGroupIds")));
        referring("AWS::EC2::SubnetRouteTableAssociation", "SubnetId", subnets);
        template.resources("AWS::EC2::SubnetRouteTableAssociation")
                .filter(it -> path.contains(it.logicalId()))
                .map(it -> References.of(it.property("RouteTableId")))
                .forEach(
                        tables -> {
                            path.addAll(tables);
                            referring("AWS::EC2::Route", "RouteTableId", tables);
                            referring("AWS::EC2::VPCEndpoint", "RouteTableIds", tables);
                        });
        referring("AWS::EC2::VPCEndpoint", "SubnetIds", subnets);
        template.resources("AWS::EC2::VPCEndpoint")
                .filter(it -> path.contains(it.logicalId()))
                .forEach(it -> securityGroups(References.of(it.property("SecurityGroupIds"))));
    }

    private void securityGroups(Set<String> groups) {
        path.addAll(groups);
        referring("AWS::EC2::SecurityGroupEgress", "GroupId", groups);
        referring("AWS::EC2::SecurityGroupIngress", "GroupId", groups);
    }

    /** Adds the resources of a type of which a property refers to one of these. */
    private void referring(String type, String property, Set<String> ids) {
        Predicate<Resource> refers =
                resource ->
                        References.of(resource.property(property)).stream().anyMatch(ids::contains);
        template.resources(type).filter(refers).map(Resource::logicalId).forEach(path::add);
    }

    private Set<String> own(Set<String> ids) {
        ids.removeIf(id -> template.json().path("Resources").path(id).isMissingNode());
        return ids;
    }

    private Resource find(String id) {
        return new Resource(id, template.json().path("Resources").path(id));
    }
}
