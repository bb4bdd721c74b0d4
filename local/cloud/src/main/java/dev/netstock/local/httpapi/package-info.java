/** A local API Gateway HTTP API: routes, a JWT authorizer, throttles, CORS, Lambda proxy. */
@NullMarked
package dev.netstock.local.httpapi;

import org.jspecify.annotations.NullMarked;
