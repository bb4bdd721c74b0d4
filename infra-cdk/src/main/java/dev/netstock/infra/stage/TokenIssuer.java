package dev.netstock.infra.stage;

import java.util.List;

/**
 * An OpenID Connect issuer that publishes its keys, for example Auth0.
 *
 * @param url the {@code iss} of its tokens, https
 * @param audiences the {@code aud} values that are meant for this API
 */
public record TokenIssuer(String url, List<String> audiences) {
    public TokenIssuer {
        audiences = List.copyOf(audiences);
    }
}
