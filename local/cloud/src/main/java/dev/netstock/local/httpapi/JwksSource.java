package dev.netstock.local.httpapi;

import com.nimbusds.jose.jwk.JWKSet;

import java.io.IOException;
import java.net.URI;

/** Where an issuer's public keys come from. Implementations are thread-safe and may cache. */
@FunctionalInterface
public interface JwksSource {
    /**
     * The keys that the issuer signs with at present.
     *
     * @throws IOException if the issuer cannot be reached or answers nonsense: the token is then
     *     refused
     */
    JWKSet keysOf(URI issuer) throws IOException;
}
