package dev.netstock.platform.audit;

import java.util.List;
import java.util.Optional;

/**
 * A person or a client, as the token names it. Immutable.
 *
 * @param subject the token's subject; the client if the token has none
 * @param name the name with which a person signs in; empty for a client, or if the token has none
 * @param groups the person's groups, if the token has them
 * @param client the client that requested the token, if the token has it
 */
public record Actor(
        String subject, Optional<String> name, List<String> groups, Optional<String> client) {
    public Actor {
        groups = List.copyOf(groups);
    }

    /**
     * Whether it is a person. The subject of a client is its own name, at Auth0 with {@code
     * @clients}.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html">Understanding
     *     the access token</a>
     * @see <a
     *     href="https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles">Access
     *     token profiles</a>
     */
    public boolean isPerson() {
        return client.filter(id -> subject.equals(id) || subject.equals(id + "@clients")).isEmpty();
    }

    /** The name for people to read: the subject if there is none. */
    public String title() {
        return name.orElse(subject);
    }
}
