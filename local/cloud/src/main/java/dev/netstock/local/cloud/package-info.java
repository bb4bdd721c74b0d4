/** The running whole: starts what stands in for each service, and deploys the templates on it. */
@NullMarked
package dev.netstock.local.cloud;

import org.jspecify.annotations.NullMarked;
