package dev.netstock.local.identity;

import dev.netstock.local.template.Environment;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The user pools that the templates have declared so far. Lookups are thread-safe. */
public final class UserPools {
    private final Environment environment;
    private final Map<String, UserPool> pools = new ConcurrentHashMap<>();
    private final Map<String, String> domains = new HashMap<>();

    public UserPools(Environment environment) {
        this.environment = environment;
    }

    /** The resource types of a user pool. */
    public List<ResourceType> types() {
        return List.of(
                new UserPoolType(this),
                new ResourceServerType(this),
                new PoolClientType(this),
                new UserPoolGroupType(this),
                new PoolDomainType(this));
    }

    public Collection<UserPool> all() {
        return pools.values();
    }

    public Optional<UserPool> byIssuer(URI issuer) {
        return pools.values().stream().filter(pool -> pool.issuer().equals(issuer)).findAny();
    }

    /** The URLs of the pools' domains in an AWS deployment, with the pool ids. */
    public Map<String, String> deployedDomainUrls() {
        return Map.copyOf(domains);
    }

    Environment environment() {
        return environment;
    }

    void add(UserPool pool) {
        pools.put(pool.id(), pool);
    }

    void addDomain(String domain, UserPool pool) {
        String region = environment.region();
        domains.put("https://" + domain + ".auth." + region + ".amazoncognito.com", pool.id());
    }

    /** The pool of a resource. */
    UserPool of(Properties part) {
        UserPool pool = pools.get(part.text("UserPoolId"));
        if (pool == null) {
            throw new TemplateException("Unknown user pool", part.path());
        }
        return pool;
    }
}
