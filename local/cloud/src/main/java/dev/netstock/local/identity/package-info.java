/**
 * A local issuer of access tokens that stands for the Cognito user pool of the templates: same
 * issuer name, same claims, own keys.
 */
@NullMarked
package dev.netstock.local.identity;

import org.jspecify.annotations.NullMarked;
