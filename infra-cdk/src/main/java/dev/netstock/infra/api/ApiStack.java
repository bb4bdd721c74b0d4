package dev.netstock.infra.api;

import dev.netstock.infra.api.identity.AcceptedTokens;
import dev.netstock.infra.api.identity.OwnUserPool;
import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.FunctionStack;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.StackArea;
import dev.netstock.infra.function.StageResources;

import software.constructs.Construct;

import java.util.List;

/** The HTTP API, who may call it, and the functions behind it that have no stack of their own. */
public final class ApiStack extends FunctionStack {
    private final HttpFront front;

    public ApiStack(Construct scope, String id, StageResources resources) {
        super(scope, id, StackArea.API, resources, "the HTTP API");
        createFunctions();
        if (settings().canary()) {
            new Canary(this, resources);
        }
        this.front = new HttpFront(this, resources, acceptedTokens());
        output("ApiUrl", front.url());
        var target = front.domainTarget();
        if (target != null) {
            output("ApiDomainTarget", target);
        }
        outputFunctions(List.of(Functions.MANUAL_SUPPLY));
    }

    /** The functions of this stack that answer requests. */
    public List<FunctionSpec> routedFunctions() {
        return functions().stream().filter(it -> !it.routes().isEmpty()).toList();
    }

    /** The HTTP API, as metrics name it. */
    public String apiId() {
        return front.apiId();
    }

    private AcceptedTokens acceptedTokens() {
        var external = settings().tokenIssuer();
        return external != null
                ? new AcceptedTokens(external.url(), external.audiences())
                : new OwnUserPool(this, settings(), resources().function(Functions.SIGN_IN).live())
                        .tokens();
    }
}
