package dev.netstock.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user pool: an issuer with its key and its clients. Thread-safe. */
public final class UserPool {
    private static final int KEY_BITS = 2048;

    private final String id;
    private final URI issuer;
    private final RSAKey key;
    private final Map<String, PoolClient> clients = new ConcurrentHashMap<>();
    private final Map<String, PublicClient> publicClients = new ConcurrentHashMap<>();
    private final List<String> groups = new CopyOnWriteArrayList<>();
    private final Set<String> scopes = ConcurrentHashMap.newKeySet();

    private final Optional<String> signInFunction;

    private UserPool(String id, URI issuer, RSAKey key, Optional<String> signInFunction) {
        this.id = id;
        this.issuer = issuer;
        this.key = key;
        this.signInFunction = signInFunction;
    }

    /** Creates a pool with a new signing key, for machines. */
    public static UserPool create(String id, URI issuer) {
        return create(id, issuer, Optional.empty());
    }

    /**
     * Creates a pool with a new signing key.
     *
     * @param signInFunction the ARN of the function that it calls before it issues tokens to people
     */
    public static UserPool create(String id, URI issuer, Optional<String> signInFunction) {
        try {
            var key =
                    new RSAKeyGenerator(KEY_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .keyIDFromThumbprint(true);
            return new UserPool(id, issuer, key.generate(), signInFunction);
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot generate a signing key", e);
        }
    }

    /** Such as {@code ap-northeast-1_AbCdEfGhI}. */
    public String id() {
        return id;
    }

    /** The {@code iss} of its tokens. */
    public URI issuer() {
        return issuer;
    }

    public void add(PoolClient client) {
        clients.put(client.id(), client);
    }

    public Collection<PoolClient> clients() {
        return clients.values();
    }

    public Optional<PoolClient> client(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    public void add(PublicClient client) {
        publicClients.put(client.id(), client);
    }

    public Collection<PublicClient> publicClients() {
        return publicClients.values();
    }

    public Optional<PublicClient> publicClient(String clientId) {
        return Optional.ofNullable(publicClients.get(clientId));
    }

    /** Adds a group of people. */
    public void addGroup(String group) {
        groups.add(group);
    }

    /** The groups of people, in the order of the template. */
    public List<String> groups() {
        return List.copyOf(groups);
    }

    /** The ARN of the function that limits the scopes of people. */
    Optional<String> signInFunction() {
        return signInFunction;
    }

    /** Adds a scope of a resource server, as {@code resourceServer/scope}. */
    public void addScope(String scope) {
        scopes.add(scope);
    }

    /** Whether a resource server of the pool has this scope. */
    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }

    /** The keys that verify its tokens. */
    public JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    RSAKey signingKey() {
        return key;
    }
}
