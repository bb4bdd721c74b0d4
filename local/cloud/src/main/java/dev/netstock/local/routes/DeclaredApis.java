package dev.netstock.local.routes;

import dev.netstock.local.httpapi.HttpApiDefinition;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The HTTP APIs that the templates have declared so far. Not thread-safe. */
public final class DeclaredApis {
    private final Map<String, DeclaredApi> apis = new LinkedHashMap<>();
    private final String region;

    public DeclaredApis(String region) {
        this.region = region;
    }

    /** The resource types of an API. */
    public List<ResourceType> types() {
        return List.of(
                new ApiType(this),
                new IntegrationType(this),
                new AuthorizerType(this),
                new RouteType(this),
                new StageType(this));
    }

    /** All APIs, resolved. */
    public List<HttpApiDefinition> definitions() {
        return apis.values().stream().map(DeclaredApi::definition).toList();
    }

    /** The URL of an API in an AWS deployment. */
    public String deployedUrl(String apiId) {
        return "https://" + apiId + ".execute-api." + region + ".amazonaws.com";
    }

    void add(DeclaredApi api) {
        apis.put(api.id(), api);
    }

    /** The API of a resource. */
    DeclaredApi of(Properties part) {
        String id = part.text("ApiId");
        DeclaredApi api = apis.get(id);
        if (api == null) {
            throw new TemplateException("There is no API " + id, part.path());
        }
        return api;
    }
}
