package dev.netstock.local.routes;

import dev.netstock.local.httpapi.ThrottleDefinition;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code AWS::ApiGatewayV2::Stage} with AutoDeploy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html">AWS::ApiGatewayV2::Stage</a>
 */
record StageType(DeclaredApis apis) implements ResourceType {
    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Stage";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name = properties.text("StageName");
        var stage =
                new DeclaredStage(
                        name,
                        properties.optionalObject("DefaultRouteSettings").flatMap(this::throttle),
                        throttles(properties));
        apis.of(properties).stage(stage, resource.path());
        requireAutoDeploy(properties);
        properties.ignore("AccessLogSettings", "Description", "Tags");
        properties.finish();
        return new ProvisionedResource(name, Map.of());
    }

    private static void requireAutoDeploy(Properties properties) {
        if (!properties.flag("AutoDeploy", false)) {
            throw new TemplateException(
                    "A stage without AutoDeploy is not supported", properties.path());
        }
    }

    private Map<String, ThrottleDefinition> throttles(Properties properties) {
        Map<String, ThrottleDefinition> throttles = new HashMap<>();
        properties.optionalObject("RouteSettings").ifPresent(it -> collect(it, throttles));
        return throttles;
    }

    private void collect(Properties settings, Map<String, ThrottleDefinition> throttles) {
        for (String route : settings.names()) {
            throttle(settings.object(route)).ifPresent(it -> throttles.put(route, it));
        }
    }

    private Optional<ThrottleDefinition> throttle(Properties settings) {
        settings.ignore("DataTraceEnabled", "DetailedMetricsEnabled", "LoggingLevel");
        Optional<String> rate = settings.optionalText("ThrottlingRateLimit");
        var burst = settings.optionalNumber("ThrottlingBurstLimit");
        return rate.isPresent() && burst.isPresent()
                ? Optional.of(
                        new ThrottleDefinition(Double.parseDouble(rate.get()), burst.getAsInt()))
                : Optional.empty();
    }
}
