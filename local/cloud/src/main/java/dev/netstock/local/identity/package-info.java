/**
 * A local issuer of access tokens in place of the templates' Cognito user pool: same issuer name,
 * same claims, own keys.
 */
@NullMarked
package dev.netstock.local.identity;

import org.jspecify.annotations.NullMarked;
