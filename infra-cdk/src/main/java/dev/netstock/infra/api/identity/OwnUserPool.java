package dev.netstock.infra.api.identity;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.function.Scope;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolResourceServer;
import software.amazon.awscdk.services.cognito.UserPoolResourceServerOptions;
import software.constructs.Construct;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A Cognito user pool that issues tokens to machines (OAuth client credentials). It has no users:
 * the storefront's server calls the API, shoppers do not.
 */
public final class OwnUserPool extends Construct {
    private static final Duration TOKEN_VALIDITY = Duration.hours(1);

    private final StageSettings settings;
    private final UserPool pool;
    private final UserPoolResourceServer resourceServer;
    private final Map<Scope, ResourceServerScope> scopes = new EnumMap<>(Scope.class);
    private final UserPoolClient storefront;
    private final UserPoolClient operator;

    public OwnUserPool(Construct scope, StageSettings settings) {
        super(scope, "Identity");
        this.settings = settings;
        this.pool = pool();
        this.resourceServer = resourceServer();
        this.storefront = client("Storefront", Scope.READ, Scope.RESERVE);
        this.operator = client("Operator", Scope.values());
        output("UserPoolId", pool.getUserPoolId());
        output("UserPoolClientId", storefront.getUserPoolClientId());
        output("OperatorClientId", operator.getUserPoolClientId());
        output("TokenUrl", domain().baseUrl() + "/oauth2/token");
        explain();
    }

    public AcceptedTokens tokens() {
        return new AcceptedTokens(
                pool.getUserPoolProviderUrl(),
                List.of(storefront.getUserPoolClientId(), operator.getUserPoolClientId()));
    }

    private UserPool pool() {
        return UserPool.Builder.create(this, "UserPool")
                .selfSignUpEnabled(false)
                .accountRecovery(AccountRecovery.NONE)
                .mfa(Mfa.REQUIRED)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(
                        PasswordPolicy.builder()
                                .minLength(16)
                                .requireLowercase(true)
                                .requireUppercase(true)
                                .requireDigits(true)
                                .requireSymbols(true)
                                .build())
                .featurePlan(FeaturePlan.ESSENTIALS)
                .deletionProtection(settings.isProtected())
                .removalPolicy(settings.removalPolicy())
                .build();
    }

    private UserPoolResourceServer resourceServer() {
        Arrays.stream(Scope.values()).forEach(scope -> scopes.put(scope, described(scope)));
        return pool.addResourceServer(
                "ResourceServer",
                UserPoolResourceServerOptions.builder()
                        .identifier(Scope.RESOURCE_SERVER)
                        .scopes(List.copyOf(scopes.values()))
                        .build());
    }

    private static ResourceServerScope described(Scope scope) {
        return ResourceServerScope.Builder.create()
                .scopeName(scope.shortName())
                .scopeDescription(scope.meaning())
                .build();
    }

    private UserPoolClient client(String id, Scope... allowed) {
        return UserPoolClient.Builder.create(this, id)
                .userPool(pool)
                .generateSecret(true)
                .authFlows(AuthFlow.builder().userSrp(false).build())
                .oAuth(
                        OAuthSettings.builder()
                                .flows(OAuthFlows.builder().clientCredentials(true).build())
                                .scopes(Arrays.stream(allowed).map(this::oauthScope).toList())
                                .build())
                .accessTokenValidity(TOKEN_VALIDITY)
                .enableTokenRevocation(true)
                .preventUserExistenceErrors(true)
                .build();
    }

    private OAuthScope oauthScope(Scope scope) {
        return OAuthScope.resourceServer(resourceServer, requireNonNull(scopes.get(scope)));
    }

    /**
     * A domain name is unique within a region across all accounts, so ours contains the account id.
     */
    private UserPoolDomain domain() {
        var prefix = "netstock-" + settings.name() + "-" + Aws.ACCOUNT_ID;
        return pool.addDomain(
                "Domain",
                UserPoolDomainOptions.builder()
                        .cognitoDomain(CognitoDomainOptions.builder().domainPrefix(prefix).build())
                        .build());
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build().overrideLogicalId(id);
    }

    private void explain() {
        AcceptedFindings.finding(
                pool,
                "AwsSolutions-COG8",
                "The Plus plan monitors sign-ins of users, and this pool has no users.");
    }
}
