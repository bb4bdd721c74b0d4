/** The local cloud as a whole: starts the local services and deploys the templates to them. */
@NullMarked
package dev.netstock.local.cloud;

import org.jspecify.annotations.NullMarked;
