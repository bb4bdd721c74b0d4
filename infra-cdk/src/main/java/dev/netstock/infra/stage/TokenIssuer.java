package dev.netstock.infra.stage;

import java.util.List;

/** Whose tokens a stage accepts. */
public sealed interface TokenIssuer {
    /** A Cognito user pool of the stage's own, with a client for each kind of machine. */
    record OwnUserPool() implements TokenIssuer {}

    /**
     * Any OpenID Connect issuer that publishes its keys, Auth0 for instance.
     *
     * @param url the {@code iss} of its tokens, https
     * @param audiences the {@code aud} values that are meant for this API
     */
    record External(String url, List<String> audiences) implements TokenIssuer {
        public External {
            audiences = List.copyOf(audiences);
            if (!url.startsWith("https://") || audiences.isEmpty()) {
                throw new IllegalArgumentException("An issuer has an https URL and an audience");
            }
        }
    }
}
