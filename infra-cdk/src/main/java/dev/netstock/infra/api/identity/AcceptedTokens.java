package dev.netstock.infra.api.identity;

import java.util.List;

/**
 * The tokens that the API accepts.
 *
 * @param issuer their {@code iss}, whose keys are published below it
 * @param audiences their {@code aud}, or the {@code client_id} of tokens without {@code aud}, such
 *     as Cognito's access tokens
 */
public record AcceptedTokens(String issuer, List<String> audiences) {}
