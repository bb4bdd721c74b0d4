/**
 * The malls' credentials: where they are kept, how an access token is refreshed once by many
 * instances, and when keys and consents expire.
 */
@NullMarked
package dev.netstock.malls.adapter.credential;

import org.jspecify.annotations.NullMarked;
