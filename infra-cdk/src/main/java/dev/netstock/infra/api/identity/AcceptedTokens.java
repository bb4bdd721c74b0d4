package dev.netstock.infra.api.identity;

import java.util.List;

/**
 * Which tokens the API accepts.
 *
 * @param issuer their {@code iss}, whose keys are published below it
 * @param audiences their {@code aud}, or the {@code client_id} where a token has no {@code aud}, as
 *     Cognito's access tokens
 */
public record AcceptedTokens(String issuer, List<String> audiences) {}
