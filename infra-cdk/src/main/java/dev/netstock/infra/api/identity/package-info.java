/** The issuer of the tokens that the API accepts. */
@NullMarked
package dev.netstock.infra.api.identity;

import org.jspecify.annotations.NullMarked;
