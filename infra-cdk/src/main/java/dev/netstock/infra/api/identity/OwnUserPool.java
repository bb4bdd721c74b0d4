package dev.netstock.infra.api.identity;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.Scope;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.LambdaVersion;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolGroupOptions;
import software.amazon.awscdk.services.cognito.UserPoolOperation;
import software.amazon.awscdk.services.cognito.UserPoolResourceServer;
import software.amazon.awscdk.services.cognito.UserPoolResourceServerOptions;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A Cognito user pool that issues tokens to machines (OAuth client credentials) and to the people
 * who use the operators' console (authorization code with PKCE). Shoppers have no part in it: the
 * storefront's server calls the API for them.
 *
 * <p>The scopes of a client are the same for all people who sign in with it. What a person may do
 * follows from groups: {@link Functions#SIGN_IN} removes the other scopes from the token.
 */
public final class OwnUserPool extends Construct {
    /** The groups of people, of which the function sign-in knows what they may do. */
    public static final List<String> GROUPS = List.of("viewer", "operator", "admin");

    /** The path of the console to which the sign-in returns. */
    private static final String CALLBACK_PATH = "/signed-in";

    /** Where a console without an edge is: that of the local cloud. */
    private static final String LOCAL_CONSOLE = "http://localhost:6387";

    private static final Duration TOKEN_VALIDITY = Duration.hours(1);

    /** A person signs in once in a working day. */
    private static final Duration SIGN_IN_VALIDITY = Duration.hours(12);

    /**
     * How long a refresh token that was replaced is still accepted: a retry after a lost response
     * needs it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html">Refresh
     *     token rotation</a>, at most 60 seconds
     */
    private static final Duration REFRESH_GRACE = Duration.seconds(30);

    private final StageSettings settings;
    private final UserPool pool;
    private final UserPoolResourceServer resourceServer;
    private final Map<Scope, ResourceServerScope> scopes = new EnumMap<>(Scope.class);
    private final UserPoolClient storefront;
    private final UserPoolClient operator;
    private final UserPoolClient console;

    /**
     * Creates the pool.
     *
     * @param signIn the function that limits the scopes of people
     */
    public OwnUserPool(Construct scope, StageSettings settings, IFunction signIn) {
        super(scope, "Identity");
        this.settings = settings;
        this.pool = pool();
        this.resourceServer = resourceServer();
        this.storefront = client("Storefront", Scope.READ, Scope.RESERVE);
        this.operator = client("Operator", Scope.values());
        this.console = console();
        addPeople(signIn);
        output("UserPoolId", pool.getUserPoolId());
        output("UserPoolClientId", storefront.getUserPoolClientId());
        output("OperatorClientId", operator.getUserPoolClientId());
        output("ConsoleClientId", console.getUserPoolClientId());
        output("TokenUrl", domain().baseUrl() + "/oauth2/token");
        explain();
    }

    public AcceptedTokens tokens() {
        return new AcceptedTokens(
                pool.getUserPoolProviderUrl(),
                List.of(
                        storefront.getUserPoolClientId(),
                        operator.getUserPoolClientId(),
                        console.getUserPoolClientId()));
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

    /**
     * A browser keeps no secret, so that the client is public; API Gateway accepts its tokens.
     *
     * <p>It names a flow, because Cognito's default contains {@code ALLOW_REFRESH_TOKEN_AUTH},
     * which a client that rotates its refresh tokens may not have. The token endpoint refreshes
     * without it. The page uses none of these flows, and tokens that are issued by one have no
     * scope of the API.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html">Refresh
     *     token rotation</a>, "Things to know"
     */
    private UserPoolClient console() {
        return UserPoolClient.Builder.create(this, "Console")
                .userPool(pool)
                .generateSecret(false)
                .authFlows(AuthFlow.builder().userSrp(true).build())
                .oAuth(
                        OAuthSettings.builder()
                                .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                                .scopes(
                                        Arrays.stream(Scope.values())
                                                .map(this::oauthScope)
                                                .toList())
                                .callbackUrls(List.of(consoleUrl() + CALLBACK_PATH))
                                .logoutUrls(List.of(consoleUrl() + "/"))
                                .build())
                .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
                .accessTokenValidity(TOKEN_VALIDITY)
                .refreshTokenValidity(SIGN_IN_VALIDITY)
                .refreshTokenRotationGracePeriod(REFRESH_GRACE)
                .enableTokenRevocation(true)
                .preventUserExistenceErrors(true)
                .build();
    }

    private String consoleUrl() {
        var edge = settings.edge();
        return edge == null ? LOCAL_CONSOLE : edge.url();
    }

    private void addPeople(IFunction signIn) {
        for (var group : GROUPS) {
            pool.addGroup(group, UserPoolGroupOptions.builder().groupName(group).build());
        }
        pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, signIn, LambdaVersion.V2_0);
    }

    private OAuthScope oauthScope(Scope scope) {
        return OAuthScope.resourceServer(resourceServer, requireNonNull(scopes.get(scope)));
    }

    /**
     * A domain name is unique within a region across all accounts, so ours contains the account id.
     */
    private UserPoolDomain domain() {
        var prefix = domainPrefix(settings, Aws.ACCOUNT_ID);
        return pool.addDomain(
                "Domain",
                UserPoolDomainOptions.builder()
                        .cognitoDomain(CognitoDomainOptions.builder().domainPrefix(prefix).build())
                        .build());
    }

    private static String domainPrefix(StageSettings settings, String account) {
        return "netstock-" + settings.name() + "-" + account;
    }

    /** The URL of the domain of a stage's pool, for a stack in another region. */
    public static String domainUrl(StageSettings settings, String account, String region) {
        return "https://"
                + domainPrefix(settings, account)
                + ".auth."
                + region
                + ".amazoncognito.com";
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build().overrideLogicalId(id);
    }

    private void explain() {
        AcceptedFindings.finding(
                pool,
                "AwsSolutions-COG8",
                "The Plus plan rates the risk of each sign-in, for a price by user. The few people"
                        + " of this pool sign in with a second factor, and cannot register.");
    }
}
