package dev.netstock.local.cloud;

import dev.netstock.local.eventsource.StreamMappingDefinition;
import dev.netstock.local.functions.AliasType;
import dev.netstock.local.functions.DeclaredFunctions;
import dev.netstock.local.functions.EventSourceMappingType;
import dev.netstock.local.functions.FunctionType;
import dev.netstock.local.functions.VersionType;
import dev.netstock.local.httpapi.HttpApiDefinition;
import dev.netstock.local.identity.UserPools;
import dev.netstock.local.lambda.FunctionDefinition;
import dev.netstock.local.queues.QueueType;
import dev.netstock.local.queues.Queues;
import dev.netstock.local.routes.DeclaredApis;
import dev.netstock.local.tables.TableType;
import dev.netstock.local.tables.Tables;
import dev.netstock.local.template.Assets;
import dev.netstock.local.template.CloudAssembly;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.PassedOver;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.ResourceTypes;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An assembly that was read: its tables and queues exist, and the rest is declared and can be
 * started.
 */
final class Deployment {
    private final DeclaredFunctions functions;
    private final DeclaredApis apis;
    private final UserPools pools;
    private final Queues queues;
    private final List<StreamMappingDefinition> mappings = new ArrayList<>();
    private final PassedOver passedOver = new PassedOver();
    private final Map<String, String> outputs = new LinkedHashMap<>();

    private Deployment(Environment environment) {
        this.functions = new DeclaredFunctions(environment);
        this.apis = new DeclaredApis(environment.region());
        this.pools = new UserPools(environment);
        this.queues = new Queues(environment);
    }

    static Deployment of(CloudOptions options, DynamoDbClient dynamoDb, RunningParts parts) {
        parts.add(dynamoDb);
        var environment = Environment.local(options.region());
        var deployment = new Deployment(environment);
        parts.add(deployment.queues);
        var assembly = CloudAssembly.read(options.assembly());
        var types = deployment.types(new Tables(dynamoDb, environment), assembly.assets());
        var provisioner = new ResourceTypes(types, environment, deployment.passedOver);
        assembly.deploy(environment, provisioner, deployment.passedOver)
                .values()
                .forEach(deployment.outputs::putAll);
        return deployment;
    }

    List<FunctionDefinition> functions() {
        return functions.all();
    }

    List<HttpApiDefinition> apis() {
        return apis.definitions();
    }

    List<StreamMappingDefinition> mappings() {
        return mappings;
    }

    UserPools pools() {
        return pools;
    }

    PassedOver passedOver() {
        return passedOver;
    }

    Optional<URI> queueEndpoint() {
        return queues.endpoint();
    }

    String deployedUrl(String apiId) {
        return apis.deployedUrl(apiId);
    }

    /**
     * The outputs of all stacks.
     *
     * @param localUrls what to put in place of the URLs of a real deployment
     */
    Map<String, String> outputs(Map<String, String> localUrls) {
        Map<String, String> local = new LinkedHashMap<>();
        outputs.forEach(
                (key, value) -> {
                    String replaced = value;
                    for (var url : localUrls.entrySet()) {
                        replaced = replaced.replace(url.getKey(), url.getValue());
                    }
                    local.put(key, replaced);
                });
        return local;
    }

    private List<ResourceType> types(Tables tables, Assets assets) {
        List<ResourceType> types =
                new ArrayList<>(
                        List.of(
                                new TableType(tables),
                                new QueueType(queues),
                                new FunctionType(functions, assets),
                                new VersionType(functions),
                                new AliasType(functions),
                                new EventSourceMappingType(mappings, queues)));
        types.addAll(apis.types());
        types.addAll(pools.types());
        return types;
    }
}
