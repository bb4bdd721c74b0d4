package dev.netstock.local.httpapi;

import com.nimbusds.jose.jwk.JWKSet;

import java.io.IOException;
import java.net.URI;

/** Source of an issuer's public keys. Implementations are thread-safe and may cache. */
@FunctionalInterface
public interface JwksSource {
    /**
     * The current signing keys of the issuer.
     *
     * @throws IOException if the issuer cannot be reached or its response is invalid; the token is
     *     then rejected
     */
    JWKSet keysOf(URI issuer) throws IOException;
}
